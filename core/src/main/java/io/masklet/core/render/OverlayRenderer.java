package io.masklet.core.render;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskObservation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws what was found over a frame: each object tinted and outlined in its colour, with its name.
 * Lines and letters grow with the frame. The same input gives the same pixels on every machine.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public final class OverlayRenderer {

  private final Size size;
  private final Map<Integer, String> names;
  private final ContourPainter contours;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final double linePx;
  private final double capitalPx;

  /**
   * @param size of the frames to come
   * @param names names of objects by id; an object without one is shown by its id
   */
  public OverlayRenderer(Size size, Map<Integer, String> names) {
    this.size = size;
    this.names = Map.copyOf(names);
    double scale = Math.sqrt(size.areaPx() / (854.0 * 480.0)); // 1 at 480p
    this.linePx = Math.max(1.5, 2.2 * scale);
    this.capitalPx = Math.max(7, 11 * scale);
    this.contours = new ContourPainter(size, linePx);
  }

  /**
   * Draws over a picture; masks first, names on top.
   *
   * @param rgb {@code [H, W, 3]} of the size given, changed; draw into a copy if the frame is still
   *     needed
   * @param objects painted in the order given
   */
  public void draw(ByteBuffer rgb, List<MaskObservation> objects) {
    if (rgb.capacity() != 3L * size.areaPx()) {
      throw new IllegalArgumentException(
          "overlay: expected %d bytes for %s, got %d"
              .formatted(3L * size.areaPx(), size, rgb.capacity()));
    }
    for (MaskObservation object : objects) {
      contours.paint(rgb, object.mask(), Palette.colour(object.objectId()));
    }
    for (MaskObservation object : objects) {
      object.mask().box().ifPresent(box -> drawName(rgb, object.objectId(), box));
    }
  }

  /** Above the object's box and centred on it; inside the frame in any case. */
  private void drawName(ByteBuffer rgb, int objectId, Box box) {
    Label label = labels.computeIfAbsent(objectId, this::newLabel);
    double left = (box.x0() + box.x1() - label.size().widthPx()) / 2;
    double top = box.y0() - label.size().heightPx() - 2 * linePx;
    label.draw(
        rgb,
        size,
        clamp(left, size.widthPx() - label.size().widthPx()),
        clamp(top, size.heightPx() - label.size().heightPx()),
        Palette.colour(objectId));
  }

  private Label newLabel(int objectId) {
    return new Label(names.getOrDefault(objectId, String.valueOf(objectId)), capitalPx);
  }

  private static int clamp(double position, int last) {
    return (int) Math.round(Math.max(0, Math.min(position, last)));
  }
}
