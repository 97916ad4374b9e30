package io.masklet.testdata.render;

/**
 * A pinhole at one moment, looking along its forward axis. Pixels run right and down from the
 * picture's top left corner; the centre of the first pixel is (0.5, 0.5).
 */
final class Camera {

  final double x;
  final double y;
  final double z;
  final double focalPx;

  private final double[] right;
  private final double[] up;
  private final double[] forward;
  private final double centreX;
  private final double centreY;

  private Camera(
      double x,
      double y,
      double z,
      double[][] axes,
      double focalPx,
      double centreX,
      double centreY) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.right = axes[0];
    this.up = axes[1];
    this.forward = axes[2];
    this.focalPx = focalPx;
    this.centreX = centreX;
    this.centreY = centreY;
  }

  /** The camera of a view, for a picture of the given size in pixels. */
  static Camera of(CameraPath.View view, int width, int height) {
    double cosYaw = StrictMath.cos(view.yaw());
    double sinYaw = StrictMath.sin(view.yaw());
    double cosPitch = StrictMath.cos(view.pitch());
    double sinPitch = StrictMath.sin(view.pitch());
    double[] forward = {sinYaw * cosPitch, sinPitch, cosYaw * cosPitch};
    double[] level = {cosYaw, 0, -sinYaw};
    double[] upright = {-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch};
    double[] right = new double[3];
    double[] up = new double[3];
    for (int i = 0; i < 3; i++) {
      right[i] = level[i] * StrictMath.cos(view.roll()) + upright[i] * StrictMath.sin(view.roll());
      up[i] = upright[i] * StrictMath.cos(view.roll()) - level[i] * StrictMath.sin(view.roll());
    }
    double focalPx = width / 2.0 / StrictMath.tan(view.fieldOfView() / 2);
    return new Camera(
        view.x(),
        view.y(),
        view.z(),
        new double[][] {right, up, forward},
        focalPx,
        width / 2.0,
        height / 2.0);
  }

  /**
   * The same camera seen through another point of its lens; what lies at the focus distance keeps
   * its place in the picture, everything else moves.
   *
   * @param lensX metres to the right of the lens centre
   * @param lensY metres above it
   * @param shiftX pixels by which the whole picture moves right, for samples inside a pixel
   */
  Camera through(double lensX, double lensY, double focusM, double shiftX, double shiftY) {
    return new Camera(
        x + lensX * right[0] + lensY * up[0],
        y + lensX * right[1] + lensY * up[1],
        z + lensX * right[2] + lensY * up[2],
        new double[][] {right, up, forward},
        focalPx,
        centreX + focalPx * lensX / focusM + shiftX,
        centreY - focalPx * lensY / focusM + shiftY);
  }

  /** Component {@code axis} of the direction (not of unit length; depth 1) through a pixel. */
  double ray(int axis, double pixelX, double pixelY) {
    double across = (pixelX - centreX) / focalPx;
    double above = (centreY - pixelY) / focalPx;
    return forward[axis] + across * right[axis] + above * up[axis];
  }

  /** Metres along the forward axis. */
  double depth(double px, double py, double pz) {
    return dot(forward, px, py, pz);
  }

  double pixelX(double px, double py, double pz) {
    return centreX + focalPx * dot(right, px, py, pz) / depth(px, py, pz);
  }

  double pixelY(double px, double py, double pz) {
    return centreY - focalPx * dot(up, px, py, pz) / depth(px, py, pz);
  }

  private double dot(double[] axis, double px, double py, double pz) {
    return axis[0] * (px - x) + axis[1] * (py - y) + axis[2] * (pz - z);
  }
}
