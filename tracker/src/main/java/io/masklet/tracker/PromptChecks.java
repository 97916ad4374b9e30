package io.masklet.tracker;

import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;

/** Checks at the door: a prompt must lie on the frame it is for. */
public final class PromptChecks {

  private PromptChecks() {}

  /**
   * @throws PromptException if a click, the box or the mask does not fit a frame of this size; the
   *     message gives both
   */
  public static void requireInside(Prompt prompt, Size frame) {
    if (prompt instanceof Prompt.Points points) {
      points.clicks().forEach(click -> requireInside(click, frame));
      points
          .box()
          .filter(box -> !box.isInside(frame))
          .ifPresent(
              box -> {
                throw new PromptException(
                    "box [%s,%s,%s,%s] px lies outside the %s frame; boxes are x0,y0,x1,y1 in video pixels"
                        .formatted(
                            text(box.x0()), text(box.y0()), text(box.x1()), text(box.y1()), frame));
              });
    } else if (prompt instanceof Prompt.Mask mask && !mask.mask().size().equals(frame)) {
      throw new PromptException(
          "the mask is %s but the frame is %s; a mask prompt must have the size of the video"
              .formatted(mask.mask().size(), frame));
    }
  }

  private static void requireInside(Click click, Size frame) {
    if (!frame.contains(click.point())) {
      throw new PromptException(
          "click (%s,%s) lies outside the %s frame; clicks are x,y in video pixels, 0,0 at the top left"
              .formatted(text(click.point().x()), text(click.point().y()), frame));
    }
  }

  /** 12.5 as "12.5", 12.0 as "12". */
  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
