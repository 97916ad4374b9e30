package io.masklet.benchmarks;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.cli.eval.Checked;
import io.masklet.cli.eval.CheckedTrack;
import io.masklet.cli.eval.Confidence;
import io.masklet.cli.eval.ConfidenceReport;
import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.Calibration.Line;
import io.masklet.core.review.Evidence;
import io.masklet.core.review.EvidenceReader;
import io.masklet.core.review.NeedsYou;
import io.masklet.core.review.NeedsYou.Term;
import io.masklet.core.review.Signal;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Fits what is said of pocket's masks to what is true, on drawn scenes: the calibration in its
 * manifest, and then the needs-you score of {@code masklet review}. Says how both do on scenes they
 * were not fitted on. Run it in the root of the repository whenever the weights change:
 *
 * <pre>
 * java @benchmarks/target/jmh.args io.masklet.benchmarks.ConfidenceFit FOLDER [DAVIS...]
 * </pre>
 *
 * Pictures and tables are kept in FOLDER. Folders in DAVIS's layout are only judged.
 */
public final class ConfidenceFit {

  /** Seed 1 is the evaluation set and stays out of it. */
  private static final List<Long> FITTED = seeds(11, 14);

  private static final List<Long> HELD_OUT = seeds(31, 33);

  /**
   * Many masks, few scripts: scenes of all seeds tell the same five stories, and a weak ridge
   * learns those by heart. The scale that it takes away is given back by a fit of the sum alone.
   */
  private static final double RIDGE = 1;

  private static final Path MANIFEST =
      Path.of("models/src/main/resources/io/masklet/models/pocket/pocket.json");

  private static final Path MODEL =
      Path.of("core/src/main/resources/io/masklet/core/review/needs-you.properties");

  private final ConfidenceScenes scenes;
  private final String weights;
  private final StringBuilder text = new StringBuilder();

  private ConfidenceFit(ConfidenceScenes scenes, String weights) {
    this.scenes = scenes;
    this.weights = weights;
  }

  private static List<Long> seeds(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  public static void main(String[] args) throws IOException {
    String weights = new ModelRegistry().get(ModelRegistry.POCKET).manifest().sha256();
    Path folder = Path.of(args[0]);
    try (OrtNetwork network =
        OrtNetwork.open(
            new ModelBuilder().ensureBuilt(ModelRegistry.POCKET),
            new RuntimeOptions(Device.CPU, 2))) {
      ConfidenceTables tables = new ConfidenceTables(folder, weights, network);
      ConfidenceFit fit = new ConfidenceFit(new ConfidenceScenes(folder, tables), weights);
      Fitted fitted = fit.fit();
      for (String root : List.of(args).subList(1, args.length)) {
        judge(fitted, tables, Path.of(root));
      }
    }
  }

  private record Fitted(Calibration calibration, NeedsYou model) {

    ConfidenceReport on(List<CheckedTrack> tracks) {
      return new ConfidenceReport(new Confidence(tracks, calibration, model));
    }
  }

  private Fitted fit() throws IOException {
    List<CheckedTrack> tracks = tracks(FITTED);
    Calibration calibration = calibration(tracks);
    Fitted fitted = new Fitted(calibration, needsYou(tracks, calibration));
    say("# Weights of io.masklet.core.review.NeedsYou, made by benchmarks' ConfidenceFit");
    say("# for pocket's weights " + weights.substring(0, 8) + ".");
    say("# Fitted on five drawn scenes a seed, seeds " + FITTED + "; ridge " + RIDGE + ".");
    say("# Of even seeds objects are shown by their mask, of odd ones by a click in their");
    say("# middle; and of all, from the scene's end to its beginning, by a click anywhere.");
    say("#");
    say("# On seeds " + HELD_OUT + ", which it never saw:");
    say(fitted.on(tracks(HELD_OUT)));
    say("#");
    say("# On the seeds it was fitted on:");
    say(fitted.on(tracks));
    text.append(fitted.model.toProperties());
    writeManifest(calibration, weights);
    Files.writeString(MODEL, text);
    System.out.print(text);
    return fitted;
  }

  private List<CheckedTrack> tracks(List<Long> seeds) throws IOException {
    List<CheckedTrack> tracks = new ArrayList<>();
    for (long seed : seeds) {
      tracks.addAll(scenes.tracks(seed, seed % 2 == 0 ? Shown.MASK : Shown.CLICK));
      tracks.addAll(scenes.backward(seed, Shown.CARELESS));
    }
    return tracks;
  }

  /** Says how it does on real clips, which nothing is fitted on. */
  private static void judge(Fitted fitted, ConfidenceTables tables, Path root) throws IOException {
    for (Shown shown : List.of(Shown.MASK, Shown.CLICK)) {
      System.out.printf("%n%s, shown by %s:%n", root, shown.key());
      String name = String.valueOf(root.getFileName());
      fitted.on(tables.tracks(name, root, shown)).lines().forEach(System.out::println);
    }
  }

  private void say(ConfidenceReport report) {
    report.lines().forEach(line -> say("#   " + line));
  }

  private void say(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private static Calibration calibration(List<CheckedTrack> tracks) {
    return new Calibration(
        line(
            tracks,
            checked -> true,
            checked -> checked.sighting().objectScore(),
            checked -> checked.visible() ? 1 : 0),
        line(
            tracks,
            checked -> checked.visible() && checked.sighting().present(),
            checked -> Calibration.logit(checked.sighting().predictedIou()),
            Checked::j));
  }

  /** Of masks that are judged and that no person prompted. */
  private static Line line(
      List<CheckedTrack> tracks,
      Predicate<Checked> which,
      ToDoubleFunction<Checked> logit,
      ToDoubleFunction<Checked> came) {
    List<Checked> chosen =
        tracks.stream()
            .flatMap(track -> track.frames().stream())
            .filter(checked -> checked.isJudged() && !checked.sighting().prompted())
            .filter(which)
            .toList();
    double[][] inputs =
        chosen.stream()
            .map(checked -> new double[] {logit.applyAsDouble(checked)})
            .toArray(double[][]::new);
    double[] outcomes = chosen.stream().mapToDouble(came).toArray();
    LogisticRegression fit = LogisticRegression.fit(inputs, outcomes, 0, false);
    return new Line(rounded(fit.weights()[0]), rounded(fit.intercept()));
  }

  private static double rounded(double value) {
    return Math.round(1e4 * value) / 1e4;
  }

  private static NeedsYou needsYou(List<CheckedTrack> tracks, Calibration calibration) {
    List<double[]> inputs = new ArrayList<>();
    List<Double> bad = new ArrayList<>();
    for (CheckedTrack track : tracks) {
      CheckedTrack calibrated = track.calibrated(calibration);
      List<Evidence> evidence = EvidenceReader.read(calibrated.sightings());
      for (int i = 0; i < evidence.size(); i++) {
        Checked checked = calibrated.frames().get(i);
        if (checked.isJudged() && !checked.sighting().prompted()) {
          inputs.add(doubts(evidence.get(i)));
          bad.add(checked.j() < NeedsYou.BAD_J ? 1. : 0);
        }
      }
    }
    double[][] x = inputs.toArray(double[][]::new);
    double[] y = bad.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weights = LogisticRegression.fit(x, y, RIDGE, true).weights();
    double[][] sums =
        Arrays.stream(x)
            .map(sample -> new double[] {dot(weights, sample)})
            .toArray(double[][]::new);
    LogisticRegression scale = LogisticRegression.fit(sums, y, 0, true);
    Map<Signal, Term> terms = new EnumMap<>(Signal.class);
    Signal[] signals = Signal.values();
    for (int k = 0; k < signals.length; k++) {
      terms.put(signals[k], new Term(scale.weights()[0] * weights[k], mean(x, k)));
    }
    return new NeedsYou(scale.intercept(), terms);
  }

  private static double dot(double[] weights, double[] sample) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * sample[k];
    }
    return sum;
  }

  /** In the order of the signals. */
  private static double[] doubts(Evidence evidence) {
    return Arrays.stream(Signal.values()).mapToDouble(evidence::doubt).toArray();
  }

  private static double mean(double[][] inputs, int k) {
    return Arrays.stream(inputs).mapToDouble(sample -> sample[k]).average().orElseThrow();
  }

  private static void writeManifest(Calibration calibration, String weights) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode manifest = (ObjectNode) json.readTree(MANIFEST.toFile());
    ObjectNode entry = manifest.putObject("calibration");
    entry.put("weights", weights);
    put(entry.putObject("presence"), calibration.presence());
    put(entry.putObject("iou"), calibration.iou());
    entry.put(
        "fitted",
        String.format(Locale.ROOT, "on drawn scenes, seeds %s, by ConfidenceFit", FITTED));
    Files.writeString(MANIFEST, json.writer(printer()).writeValueAsString(manifest) + "\n");
  }

  /** As the training's export writes manifests. */
  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }

  private static void put(ObjectNode entry, Line line) {
    entry.put("scale", line.scale()).put("shift", line.shift());
  }
}
