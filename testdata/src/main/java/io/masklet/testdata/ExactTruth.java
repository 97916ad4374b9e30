package io.masklet.testdata;

/** Questions to a truth picture: {@code [H, W]} bytes, each the id of the object it shows. */
public final class ExactTruth {

  private ExactTruth() {}

  /** How many pixels an object covers. */
  public static int areaPx(byte[] ids, int id) {
    int area = 0;
    for (byte pixel : ids) {
      area += pixel == id ? 1 : 0;
    }
    return area;
  }

  /** The mask of one object, {@code [H, W]}. */
  public static boolean[] mask(byte[] ids, int id) {
    boolean[] mask = new boolean[ids.length];
    for (int pixel = 0; pixel < mask.length; pixel++) {
      mask[pixel] = ids[pixel] == id;
    }
    return mask;
  }

  /**
   * Where a person would click: the pixel of the object that is farthest from everything else.
   *
   * @return x and y of the pixel's centre, video pixels
   * @throws IllegalArgumentException if the object is not visible
   */
  public static double[] click(byte[] ids, int width, int id) {
    int best = -1;
    int[] depth = new int[ids.length];
    int height = ids.length / width;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < ids.length; i++) {
        int pixel = pass == 0 ? i : ids.length - 1 - i;
        depth[pixel] = ids[pixel] == id ? deeper(depth, pixel, width, height, pass) : 0;
        if (pass == 1 && depth[pixel] > 0 && (best < 0 || depth[pixel] > depth[best])) {
          best = pixel;
        }
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("object " + id + " is not visible; nowhere to click");
    }
    return new double[] {best % width + 0.5, best / width + 0.5};
  }

  /** One step of a two-pass chamfer distance transform, weights 3 and 4. */
  private static int deeper(int[] depth, int pixel, int width, int height, int pass) {
    int x = pixel % width;
    int y = pixel / width;
    if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
      return 3;
    }
    int back = pass == 0 ? -1 : 1;
    int beside = depth[pixel + back] + 3;
    int above = depth[pixel + back * width] + 3;
    int corner = depth[pixel + back * width + back] + 4;
    int otherCorner = depth[pixel + back * width - back] + 4;
    int found = Math.min(Math.min(beside, above), Math.min(corner, otherCorner));
    return pass == 0 ? found : Math.min(found, depth[pixel]);
  }
}
