package io.masklet.benchmarks;

import io.masklet.cli.eval.Checked;
import io.masklet.cli.eval.CheckedTrack;
import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.eval.SequenceRun;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.review.Sighting;
import io.masklet.core.review.Sighting.Shape;
import io.masklet.testdata.EvaluationSet;
import io.masklet.testdata.SyntheticScene;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.pipeline.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Drawn scenes, tracked: what was said of each mask, and what is true. Pictures and tables are kept
 * in a folder, so that a second fit takes seconds and one for other weights needs no drawing.
 */
final class ConfidenceScenes {

  private static final List<LongFunction<SyntheticScene>> SCENES =
      List.of(
          SyntheticScene::camera,
          SyntheticScene::leavesAndReturns,
          SyntheticScene::moving,
          SyntheticScene::occluded,
          SyntheticScene::twoAlike);

  private static final String HEADER =
      "sequence,object,frame,time_s,area_px,box_area_px,centroid_x,centroid_y,object_score,"
          + "predicted_iou,stability,agreement,prompted,j,visible";

  private final Path folder;
  private final String weights;
  private final Sam2Network network;

  /**
   * @param folder where to keep things
   * @param weights names what the network is made of
   * @param network what to track with
   */
  ConfidenceScenes(Path folder, String weights, Sam2Network network) {
    this.folder = folder;
    this.weights = weights;
    this.network = network;
  }

  /**
   * Every object of five scenes a seed; of even seeds shown by its mask, of odd ones by a click.
   */
  List<CheckedTrack> tracks(List<Long> seeds) throws IOException {
    List<CheckedTrack> tracks = new ArrayList<>();
    for (long seed : seeds) {
      Path table = folder.resolve(seed + "/said-" + weights.substring(0, 8) + ".csv");
      if (!Files.exists(table)) {
        write(table, track(seed));
      }
      tracks.addAll(read(table));
      System.err.printf("seed %d: %d objects so far%n", seed, tracks.size());
    }
    return tracks;
  }

  private List<CheckedTrack> track(long seed) throws IOException {
    Path root = folder.resolve(Long.toString(seed));
    for (LongFunction<SyntheticScene> preset : SCENES) {
      SyntheticScene scene = preset.apply(seed);
      Path done = root.resolve("done-" + scene.name());
      if (!Files.exists(done)) {
        EvaluationSet.write(scene, scene.frameCount(), 1, root);
        Files.createFile(done);
      }
    }
    Init init = seed % 2 == 0 ? Init.MASK : Init.CLICK;
    SequenceRun run = new SequenceRun(network, new FirstPrompt(init, 1), TrackerConfig.defaults());
    DavisDataset data = DavisDataset.open(root);
    List<CheckedTrack> tracks = new ArrayList<>();
    for (String sequence : data.sequences()) {
      tracks.addAll(CheckedTrack.of(run, data, data.truthOf(sequence), Progress.silent()));
    }
    return tracks;
  }

  private static void write(Path table, List<CheckedTrack> tracks) throws IOException {
    StringBuilder text = new StringBuilder(HEADER + "\n");
    for (CheckedTrack track : tracks) {
      for (Checked checked : track.frames()) {
        Sighting said = checked.sighting();
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s%n",
                track.sequence(),
                said.objectId(),
                said.frame(),
                said.timeS(),
                said.shape().areaPx(),
                said.shape().boxAreaPx(),
                said.shape().centroidX(),
                said.shape().centroidY(),
                said.objectScore(),
                said.predictedIou(),
                said.stability(),
                said.agreement(),
                said.prompted(),
                checked.j(),
                checked.visible()));
      }
    }
    Files.writeString(table, text);
  }

  private static List<CheckedTrack> read(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    if (!lines.get(0).equals(HEADER)) {
      throw new IOException(
          table + ": expected the columns " + HEADER + "; delete the file to track anew");
    }
    Map<String, List<Checked>> objects = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      objects
          .computeIfAbsent(cells[0] + " " + cells[1], object -> new ArrayList<>())
          .add(checked(cells));
    }
    return objects.entrySet().stream()
        .map(object -> new CheckedTrack(object.getKey(), object.getValue()))
        .toList();
  }

  private static Checked checked(String[] cells) {
    double[] numbers = new double[cells.length];
    for (int i = 3; i < 12; i++) {
      numbers[i] = Double.parseDouble(cells[i]);
    }
    Sighting said =
        new Sighting(
            Long.parseLong(cells[2]),
            numbers[3],
            Integer.parseInt(cells[1]),
            new Shape((long) numbers[4], numbers[5], numbers[6], numbers[7]),
            numbers[8],
            numbers[9],
            Double.NaN, // calibrated later
            Double.NaN,
            numbers[10],
            numbers[11],
            Boolean.parseBoolean(cells[12]));
    return new Checked(said, Double.parseDouble(cells[13]), Boolean.parseBoolean(cells[14]));
  }
}
