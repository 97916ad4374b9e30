package io.masklet.tracker.image;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.NonOverlap;
import io.masklet.core.mask.Resample;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Low-resolution logits in, masks at video size out: bilinear, above 0 is object.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py#_get_orig_video_res_output
 * and sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints.
 */
public final class MaskPostprocessor {

  private final boolean nonOverlapping;
  private final boolean keepLogits;

  /**
   * @param nonOverlapping whether a pixel goes to the object with the highest logit only
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor(boolean nonOverlapping, boolean keepLogits) {
    this.nonOverlapping = nonOverlapping;
    this.keepLogits = keepLogits;
  }

  /** The masks of a frame at video size, in the order of the ids. */
  public List<MaskObservation> atVideoSize(TrackedFrame frame) {
    boolean compete = nonOverlapping && frame.objects().size() > 1;
    return keepLogits || compete
        ? fromLogits(frame, compete)
        : frame.objects().stream().map(object -> maskOnly(object, frame.videoSize())).toList();
  }

  /** The way for most: no logits at video size, which cost more than the rest together. */
  private static MaskObservation maskOnly(TrackedObject object, Size video) {
    Bitmap mask =
        object.present() ? Resample.bilinearMask(object.logits(), video) : new Bitmap(video);
    return observe(object, mask, null);
  }

  private List<MaskObservation> fromLogits(TrackedFrame frame, boolean compete) {
    List<TrackedObject> objects = frame.objects();
    List<MaskLogits> logits = new ArrayList<>();
    for (TrackedObject object : objects) {
      logits.add(atVideoSize(object, frame.videoSize()));
    }
    if (compete) {
      logits = NonOverlap.keepHighest(logits);
    }
    List<MaskObservation> observations = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      MaskLogits own = logits.get(i);
      observations.add(observe(objects.get(i), own.toBitmap(), keepLogits ? own : null));
    }
    return observations;
  }

  private static MaskObservation observe(
      TrackedObject object, Bitmap mask, @Nullable MaskLogits logits) {
    return new MaskObservation(
        object.id().value(), mask, logits, object.objectScore(), object.predictedIou());
  }

  private static MaskLogits atVideoSize(TrackedObject object, Size video) {
    return object.present()
        ? Resample.bilinear(object.logits(), video)
        : MaskLogits.filled(video, object.logits().values()[0]);
  }
}
