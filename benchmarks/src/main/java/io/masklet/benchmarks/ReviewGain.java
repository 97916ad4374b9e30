package io.masklet.benchmarks;

import io.masklet.cli.eval.ClickingSession;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.review.SessionTrack;
import io.masklet.cli.run.Calibrations;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Calibration;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.review.Judged;
import io.masklet.core.review.NeedsYou;
import io.masklet.core.review.Place;
import io.masklet.core.review.ReviewQueue;
import io.masklet.core.review.Sighting;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.session.RunProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What correcting the first frame that {@code masklet review} proposes is worth, against other
 * frames: by how much three clicks on it raise an object's mean J, in an exact session of a folder
 * in DAVIS's layout, where the object was shown on the first frame. A frame that nobody chose
 * stands for a random one: those at a third and two thirds of the clip.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.ReviewGain ROOT mask|click [MODEL]
 * </pre>
 */
public final class ReviewGain {

  private static final int CLICKS = 3;
  private static final int THIRDS = 3;

  private final Sam2Network network;
  private final Calibration calibration;
  private final Map<String, List<Double>> rises = new LinkedHashMap<>();

  private ReviewGain(Sam2Network network, Calibration calibration) {
    this.network = network;
    this.calibration = calibration;
  }

  public static void main(String[] args) throws IOException {
    DavisDataset data = DavisDataset.open(Path.of(args[0]));
    Init init = Init.valueOf(args[1].toUpperCase(Locale.ROOT));
    String model = args.length > 2 ? args[2] : "pocket";
    try (OrtNetwork network =
        OrtNetwork.open(new ModelBuilder().ensureBuilt(model), new RuntimeOptions(Device.CPU, 2))) {
      ReviewGain gain = new ReviewGain(network, Calibrations.of(model));
      for (String sequence : data.sequences()) {
        MaskSequence masks = data.truthOf(sequence);
        for (int id : DavisRules.objects(masks)) {
          gain.measure(sequence, data.picturesOf(sequence), ClipTruth.of(masks, id), init);
        }
      }
      gain.rises.forEach(
          (chosen, rise) -> System.out.printf("%-22s mean rise of J %+.4f%n", chosen, mean(rise)));
    }
  }

  private void measure(String name, Path pictures, ClipTruth truth, Init init) throws IOException {
    Path project = Files.createTempDirectory("review-gain").resolve("clip.masklet");
    try (ClickingSession session =
        new ClickingSession(network, project, pictures, truth.size(), null)) {
      session.show(0, prompt(truth.mask(0), init));
      session.track(RunProgress.silent());
      List<Bitmap> before = session.masks();
      Map<String, List<Integer>> choices = choices(session, truth.worst(before));
      NavigableMap<Integer, Double> rise = new TreeMap<>();
      for (int frame : choices.values().stream().flatMap(List::stream).distinct().toList()) {
        int made = session.click(frame, truth.mask(frame), CLICKS).size();
        session.track(RunProgress.silent());
        rise.put(frame, truth.meanJ(session.masks()) - truth.meanJ(before));
        session.undo(made);
      }
      System.out.printf("%-12s J %.3f", name, truth.meanJ(before));
      choices.forEach((chosen, frames) -> tell(chosen, frames, rise));
      System.out.println();
    }
  }

  private void tell(String chosen, List<Integer> frames, Map<Integer, Double> rise) {
    double mean = mean(frames.stream().map(rise::get).toList());
    rises.computeIfAbsent(chosen, each -> new ArrayList<>()).add(mean);
    System.out.printf("  %s %s %+.3f", chosen, frames, mean);
  }

  private static Prompt prompt(Bitmap truth, Init init) {
    return switch (init) {
      case MASK -> Prompt.mask(truth);
      case BOX -> Prompt.box(truth.box().orElseThrow());
      case CLICK ->
          Prompt.clicks(SimulatedAnnotator.next(new Bitmap(truth.size()), truth).orElseThrow());
    };
  }

  /** Frames by who chose them. */
  private Map<String, List<Integer>> choices(ClickingSession session, int worst)
      throws IOException {
    List<Sighting> sightings =
        SessionTrack.sightings(session.results(), calibration).values().iterator().next();
    List<Judged> judged = Judged.all(sightings, NeedsYou.fitted());
    Map<String, List<Integer>> choices = new LinkedHashMap<>();
    List<Place> places = new ReviewQueue(NeedsYou.fitted()).places(List.of(judged));
    choices.put(
        "review",
        List.of(
            places.isEmpty()
                ? first(judged, each -> -each.needsYou())
                : (int) places.get(0).judged().frame()));
    choices.put("most needs you", List.of(first(judged, each -> -each.needsYou())));
    choices.put(
        "lowest predicted IoU", List.of(first(judged, each -> each.sighting().predictedIou())));
    choices.put("worst J", List.of(worst));
    choices.put("any", List.of(sightings.size() / THIRDS, 2 * sightings.size() / THIRDS));
    return choices;
  }

  /** The frame with the lowest figure among those that nobody prompted. */
  private static int first(List<Judged> judged, ToDoubleFunction<Judged> figure) {
    return (int)
        judged.stream()
            .filter(each -> !each.sighting().prompted())
            .min(Comparator.comparingDouble(figure))
            .orElseThrow()
            .frame();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
