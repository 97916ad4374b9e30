package io.masklet.testdata;

/**
 * One frame with its exact truth. The arrays are the caller's.
 *
 * @param index from 0
 * @param timestampUs microseconds; frame 0 is at 0
 * @param width pixels
 * @param height pixels
 * @param rgb {@code [H, W, 3]}, rows top to bottom, bytes R, G, B
 * @param ids {@code [H, W]}, the object each pixel shows; 0 is none. Only what is visible counts
 */
@SuppressWarnings(
    "ArrayRecordComponent") // raw arrays are the point: no module of ours is known here
public record SyntheticFrame(
    int index, long timestampUs, int width, int height, byte[] rgb, byte[] ids) {

  /** How many pixels of an object are visible. */
  public int areaPx(int id) {
    return ExactTruth.areaPx(ids, id);
  }
}
