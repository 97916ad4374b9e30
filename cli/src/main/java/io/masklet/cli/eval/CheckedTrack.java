package io.masklet.cli.eval;

import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Calibration;
import io.masklet.core.review.Sighting;
import io.masklet.tracker.pipeline.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One object of one sequence, tracked and compared with the truth.
 *
 * @param frames every frame of the sequence, in order
 */
public record CheckedTrack(String sequence, List<Checked> frames) {

  public CheckedTrack {
    frames = List.copyOf(frames);
  }

  /**
   * Tracks a sequence; empty if somebody asked to stop.
   *
   * @param run how; its sightings are not calibrated
   */
  public static List<CheckedTrack> of(
      SequenceRun run, DavisDataset data, MaskSequence truth, Progress progress)
      throws IOException {
    SequenceRun.Result result = run.track(data, truth, progress);
    if (result.cancelled()) {
      return List.of();
    }
    TreeMap<Integer, List<Checked>> objects = new TreeMap<>();
    Set<String> withTruth = Set.copyOf(truth.frames());
    List<String> frames = result.masks().frames();
    for (Sighting sighting : result.sightings()) {
      String frame = frames.get((int) sighting.frame());
      boolean judged = withTruth.contains(frame) && !frame.equals(truth.frames().get(0));
      objects
          .computeIfAbsent(sighting.objectId(), id -> new ArrayList<>())
          .add(
              judged
                  ? check(sighting, truth.masks(frame), result.masks().masks(frame))
                  : new Checked(sighting, Double.NaN, true));
    }
    return objects.values().stream().map(object -> new CheckedTrack(truth.name(), object)).toList();
  }

  private static Checked check(Sighting sighting, FrameMasks truth, FrameMasks found) {
    Bitmap right = truth.mask(sighting.objectId());
    return new Checked(sighting, found.mask(sighting.objectId()).iou(right), !right.isEmpty());
  }

  /** The same with its scores calibrated anew. */
  public CheckedTrack calibrated(Calibration calibration) {
    return new CheckedTrack(
        sequence,
        frames.stream()
            .map(
                frame ->
                    new Checked(
                        frame.sighting().calibrated(calibration), frame.j(), frame.visible()))
            .toList());
  }

  /** What was said, without the truth. */
  public List<Sighting> sightings() {
    return frames.stream().map(Checked::sighting).toList();
  }
}
