package io.masklet.cli.eval;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How fast the run was that made the masks, and on what.
 *
 * @param model its name
 * @param inputPx side of the square the network sees
 * @param init how objects were shown
 * @param device where the network ran
 * @param threads CPU threads of the network
 * @param machine processor, cores, system
 * @param speeds by sequence
 * @param peakMiB the most the process ever held in memory, if the system tells
 */
record RunFacts(
    String model,
    int inputPx,
    String init,
    String device,
    int threads,
    String machine,
    Map<String, Speed> speeds,
    OptionalLong peakMiB) {

  RunFacts {
    speeds = new LinkedHashMap<>(speeds);
  }

  /** All frames of all sequences over the time they took. */
  double framesPerSecond() {
    double frames = speeds.values().stream().mapToInt(Speed::frames).sum();
    return frames / speeds.values().stream().mapToDouble(Speed::seconds).sum();
  }

  /** One paragraph for a person. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "Model %s, input %dx%d, shown by %s. %.2f frames/s (reading pictures to masks at video"
            + " size)%s. Device: %s, %d threads. Machine: %s.",
        model,
        inputPx,
        inputPx,
        init,
        framesPerSecond(),
        peakMiB.isPresent() ? ", peak memory " + peakMiB.getAsLong() + " MiB" : "",
        device,
        threads,
        machine);
  }
}
