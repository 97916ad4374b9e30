package io.masklet.benchmarks;

import io.masklet.cli.eval.Checked;
import io.masklet.cli.eval.CheckedTrack;
import io.masklet.cli.eval.PromptMaker;
import io.masklet.cli.eval.SequenceRun;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.review.Sighting;
import io.masklet.core.review.Sighting.Shape;
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

/**
 * What was said of the masks of tracked clips, and what is true: a table a folder of clips and sort
 * of prompt, kept, so that a second fit takes seconds.
 */
final class ConfidenceTables {

  private static final String HEADER =
      "sequence,object,frame,time_s,area_px,box_area_px,centroid_x,centroid_y,object_score,"
          + "predicted_iou,stability,agreement,prompted,j,visible";

  private final Path folder;
  private final String weights;
  private final Sam2Network network;

  /**
   * @param folder where to keep them
   * @param weights names what the network is made of
   * @param network what to track with
   */
  ConfidenceTables(Path folder, String weights, Sam2Network network) {
    this.folder = folder;
    this.weights = weights;
    this.network = network;
  }

  /**
   * Every object of a folder in DAVIS's layout.
   *
   * @param name of the folder, in the tables' names
   * @param shown how objects are shown on their first frame
   */
  List<CheckedTrack> tracks(String name, Path root, Shown shown) throws IOException {
    String title = String.format(Locale.ROOT, "said-%s-%s-%.8s.csv", name, shown.key(), weights);
    Path table = folder.resolve(title);
    if (!Files.exists(table)) {
      write(table, track(root, shown.maker()));
      System.err.println("Wrote " + table);
    }
    return read(table);
  }

  private List<CheckedTrack> track(Path root, PromptMaker prompts) throws IOException {
    SequenceRun run = new SequenceRun(network, prompts, TrackerConfig.defaults());
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
