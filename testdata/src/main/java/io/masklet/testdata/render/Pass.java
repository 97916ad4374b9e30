package io.masklet.testdata.render;

/** One look at the scene: a sharp picture of one moment, without noise. Buffers are reused. */
final class Pass {

  final int width;
  final int height;

  /** Linear RGB, {@code [H, W, 3]}. */
  final float[] rgb;

  /** Metres along the camera's axis, {@code [H, W]}. */
  final float[] depth;

  /** Object ids, {@code [H, W]}; 0 is everything that is not an object. */
  final byte[] id;

  Pass(int width, int height) {
    this.width = width;
    this.height = height;
    rgb = new float[3 * width * height];
    depth = new float[width * height];
    id = new byte[width * height];
  }
}
