package io.masklet.testdata.render;

import java.util.List;

/**
 * Where the camera is and where it looks over time: eased moves between a few views, and the small
 * unrest of a hand.
 *
 * @param views in order of time; before the first and after the last the camera stands still
 * @param shakeRadians size of the unrest; 0.004 is a calm hand
 * @param noise where the unrest comes from
 */
public record CameraPath(List<View> views, double shakeRadians, Noise noise) {

  /**
   * One stop of the camera.
   *
   * @param seconds when the camera is here
   * @param x metres; so are y and z
   * @param yaw radians, positive to the right
   * @param pitch radians, positive upwards
   * @param roll radians
   * @param fieldOfView radians across the width of the picture
   */
  public record View(
      double seconds,
      double x,
      double y,
      double z,
      double yaw,
      double pitch,
      double roll,
      double fieldOfView) {

    private static View between(View a, View b, double share, double seconds) {
      return new View(
          seconds,
          mix(a.x, b.x, share),
          mix(a.y, b.y, share),
          mix(a.z, b.z, share),
          mix(a.yaw, b.yaw, share),
          mix(a.pitch, b.pitch, share),
          mix(a.roll, b.roll, share),
          mix(a.fieldOfView, b.fieldOfView, share));
    }

    private static double mix(double a, double b, double share) {
      return a + share * (b - a);
    }
  }

  /** The view at a time, unrest included. */
  View at(double seconds) {
    View view = eased(seconds);
    return new View(
        seconds,
        view.x + 2 * unrest(seconds, 1),
        view.y + 2 * unrest(seconds, 2),
        view.z,
        view.yaw + unrest(seconds, 3),
        view.pitch + unrest(seconds, 4),
        view.roll + unrest(seconds, 5) / 2,
        view.fieldOfView);
  }

  private View eased(double seconds) {
    View before = views.get(0);
    for (View view : views) {
      if (view.seconds > seconds) {
        double share = (seconds - before.seconds) / Math.max(1e-9, view.seconds - before.seconds);
        double t = Math.max(0, Math.min(1, share));
        return View.between(before, view, t * t * (3 - 2 * t), seconds);
      }
      before = view;
    }
    return before;
  }

  private double unrest(double seconds, int channel) {
    return shakeRadians * noise.fractal(0.9 * seconds, 13.7 * channel, 3);
  }
}
