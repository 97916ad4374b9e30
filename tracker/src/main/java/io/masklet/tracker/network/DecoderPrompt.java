package io.masklet.tracker.network;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as the decoder takes it: points in model space with labels, padded by one "no point",
 * and perhaps the logits of an earlier mask.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py#add_new_points_or_box (box
 * as two points before the clicks) and sam2/modeling/sam/prompt_encoder.py#_embed_points (padding).
 *
 * @param points {@code [N, 2]}, x then y, model pixels, padding included
 * @param labels {@code [N]}: -1 none, 0 negative, 1 positive, 2 box top left, 3 box bottom right
 * @param maskInput {@code [4g, 4g]} logits, or null
 */
public record DecoderPrompt(float[] points, long[] labels, @Nullable MaskLogits maskInput) {

  /** The reference clamps logits to this, either way, before they are given as a mask so far. */
  public static final float MAX_MASK_LOGIT = 32f;

  private static final long NO_POINT = -1;
  private static final long NEGATIVE = 0;
  private static final long POSITIVE = 1;
  private static final long BOX_TOP_LEFT = 2;
  private static final long BOX_BOTTOM_RIGHT = 3;

  /** Nobody clicked: two "no point" tokens, as the reference gives on tracked frames. */
  public static DecoderPrompt none() {
    return new DecoderPrompt(new float[4], new long[] {NO_POINT, NO_POINT}, null);
  }

  /** The points of a prompt, moved to model space. */
  public static DecoderPrompt of(
      Prompt.Points prompt, VideoToModel toModel, @Nullable MaskLogits previousLogits) {
    Builder builder = new Builder(prompt.pointCount() + 1, toModel);
    prompt.box().ifPresent(builder::box);
    prompt.clicks().forEach(builder::click);
    return builder.build(previousLogits);
  }

  /** Number of point tokens N, padding included. */
  public int pointCount() {
    return labels.length;
  }

  /** One point can mean many things (shirt or person?): three answers, best by predicted IoU. */
  public boolean isAmbiguous() {
    return labels.length <= 2;
  }

  /** The same without an earlier mask. */
  public DecoderPrompt withoutMask() {
    return new DecoderPrompt(points, labels, null);
  }

  /** Whether point {@code i} is a click or a corner of a box, not padding. */
  public boolean isPoint(int i) {
    return labels[i] != NO_POINT;
  }

  /** Whether point {@code i} is a click, not a corner of a box nor padding. */
  public boolean isClick(int i) {
    return labels[i] == POSITIVE || labels[i] == NEGATIVE;
  }

  /** Whether point {@code i} is a click on the object. */
  public boolean isPositive(int i) {
    return labels[i] == POSITIVE;
  }

  private static final class Builder {
    private final VideoToModel toModel;
    private final float[] points;
    private final long[] labels;
    private int count;

    Builder(int capacity, VideoToModel toModel) {
      this.toModel = toModel;
      this.points = new float[2 * capacity];
      this.labels = new long[capacity];
      Arrays.fill(labels, NO_POINT);
    }

    void box(Box box) {
      add(box.topLeft(), BOX_TOP_LEFT);
      add(box.bottomRight(), BOX_BOTTOM_RIGHT);
    }

    void click(Click click) {
      add(click.point(), click.positive() ? POSITIVE : NEGATIVE);
    }

    private void add(Point point, long label) {
      points[2 * count] = toModel.modelX(point.x());
      points[2 * count + 1] = toModel.modelY(point.y());
      labels[count++] = label;
    }

    DecoderPrompt build(@Nullable MaskLogits previousLogits) {
      return new DecoderPrompt(points, labels, previousLogits);
    }
  }
}
