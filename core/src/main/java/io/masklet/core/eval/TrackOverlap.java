package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much each object of the truth and each of the result have in common, frame by frame: all that
 * the measures of tracks look at, where ids need not agree.
 *
 * @param frames in order of time
 * @param truthCount objects of the truth; places 0 to {@code truthCount - 1}
 * @param resultCount objects of the result
 */
public record TrackOverlap(List<FrameOverlap> frames, int truthCount, int resultCount) {

  public TrackOverlap {
    frames = List.copyOf(frames);
  }

  /**
   * One frame.
   *
   * @param truth places of the objects that the truth shows
   * @param result places of the objects that the result shows
   * @param iou {@code [truth][result]} intersection over union
   */
  @SuppressWarnings("ArrayRecordComponent") // a matrix, read only
  public record FrameOverlap(List<Integer> truth, List<Integer> result, double[][] iou) {}

  /**
   * Compares all frames of the truth.
   *
   * @throws EvaluationException if the result lacks one, or a size differs
   */
  public static TrackOverlap of(MaskSequence truth, MaskSequence result) throws IOException {
    FramePair.requireFrames(truth, result, truth.frames());
    Map<Integer, Integer> truthPlaces = new TreeMap<>();
    Map<Integer, Integer> resultPlaces = new TreeMap<>();
    List<FrameOverlap> frames = new ArrayList<>();
    for (String frame : truth.frames()) {
      FramePair pair = FramePair.read(truth, result, frame);
      Bitmap unjudged = pair.truth().unjudged();
      frames.add(
          compare(
              visible(pair.truth(), unjudged), truthPlaces,
              visible(pair.result(), unjudged), resultPlaces));
    }
    return new TrackOverlap(frames, truthPlaces.size(), resultPlaces.size());
  }

  private static Map<Integer, Bitmap> visible(FrameMasks masks, @Nullable Bitmap unjudged) {
    Map<Integer, Bitmap> visible = new TreeMap<>();
    masks
        .objects()
        .forEach(
            (id, mask) -> {
              Bitmap judged = unjudged == null ? mask : mask.minus(unjudged);
              if (!judged.isEmpty()) {
                visible.put(id, judged);
              }
            });
    return visible;
  }

  private static FrameOverlap compare(
      Map<Integer, Bitmap> truth,
      Map<Integer, Integer> truthPlaces,
      Map<Integer, Bitmap> result,
      Map<Integer, Integer> resultPlaces) {
    double[][] iou = new double[truth.size()][result.size()];
    int row = 0;
    for (Bitmap wanted : truth.values()) {
      int column = 0;
      for (Bitmap found : result.values()) {
        iou[row][column++] = found.iou(wanted);
      }
      row++;
    }
    return new FrameOverlap(places(truth, truthPlaces), places(result, resultPlaces), iou);
  }

  private static List<Integer> places(Map<Integer, Bitmap> masks, Map<Integer, Integer> places) {
    return masks.keySet().stream()
        .map(id -> places.computeIfAbsent(id, fresh -> places.size()))
        .toList();
  }

  /** In how many frames each object of the truth is seen. */
  double[] truthFrames() {
    double[] seen = new double[truthCount];
    frames.forEach(frame -> frame.truth().forEach(place -> seen[place]++));
    return seen;
  }

  /** In how many frames each object of the result is seen. */
  double[] resultFrames() {
    double[] seen = new double[resultCount];
    frames.forEach(frame -> frame.result().forEach(place -> seen[place]++));
    return seen;
  }
}
