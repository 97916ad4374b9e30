package io.masklet.core.review;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.MaskObservation;

/**
 * What is known of one object in one frame, without its mask: a row of {@link
 * io.masklet.core.export.CsvWriter}'s table.
 *
 * @param frame index of the frame in its video
 * @param timeS presentation time, seconds
 * @param objectId at least 1
 * @param shape of the mask at video size
 * @param objectScore a logit; above 0 means "in this frame"
 * @param predictedIou the network's own guess of the mask's quality, about 0 to 1
 * @param presence probability that the object is in the frame: the object score, calibrated
 * @param expectedIou the predicted IoU, calibrated
 * @param stability see {@link io.masklet.core.mask.MaskSignals}
 * @param agreement see {@link io.masklet.core.mask.MaskSignals}
 * @param prompted whether a person prompted the object on this frame
 */
public record Sighting(
    long frame,
    double timeS,
    int objectId,
    Shape shape,
    double objectScore,
    double predictedIou,
    double presence,
    double expectedIou,
    double stability,
    double agreement,
    boolean prompted) {

  /**
   * Size and place of a mask, video pixels.
   *
   * @param areaPx 0 if the object was not found
   * @param boxAreaPx of the smallest box around the mask; 0 if it is empty
   * @param centroidX NaN if it is empty
   * @param centroidY NaN if it is empty
   */
  public record Shape(long areaPx, double boxAreaPx, double centroidX, double centroidY) {

    /** Of an object that was not found. */
    public static final Shape NONE = new Shape(0, 0, Double.NaN, Double.NaN);

    static Shape of(Bitmap mask) {
      if (mask.isEmpty()) {
        return NONE;
      }
      Box box = mask.box().orElseThrow();
      Point centre = mask.centroid().orElseThrow();
      return new Shape(mask.areaPx(), box.width() * box.height(), centre.x(), centre.y());
    }
  }

  /** What a tracker found. */
  public static Sighting of(Frame frame, MaskObservation found, Calibration calibration) {
    return of(frame.index(), frame.timestampUs(), found, calibration);
  }

  /** What a tracker found in a frame that is not at hand. */
  public static Sighting of(
      long frame, long timestampUs, MaskObservation found, Calibration calibration) {
    return new Sighting(
        frame,
        timestampUs / 1e6,
        found.objectId(),
        Shape.of(found.mask()),
        found.objectScore(),
        found.predictedIou(),
        calibration.presenceOf(found.objectScore()),
        calibration.expectedIou(found.predictedIou()),
        found.signals().stability(),
        found.signals().agreement(),
        found.prompted());
  }

  /** The same with its scores calibrated anew. */
  public Sighting calibrated(Calibration calibration) {
    return new Sighting(
        frame,
        timeS,
        objectId,
        shape,
        objectScore,
        predictedIou,
        calibration.presenceOf(objectScore),
        calibration.expectedIou(predictedIou),
        stability,
        agreement,
        prompted);
  }

  /** Whether the object was found in this frame. */
  public boolean present() {
    return shape.areaPx > 0;
  }

  /** Distance of the centres, video pixels; both are present. */
  double distancePx(Sighting other) {
    return Math.hypot(
        shape.centroidX - other.shape.centroidX, shape.centroidY - other.shape.centroidY);
  }
}
