package io.masklet.benchmarks;

import io.masklet.cli.run.ProcessMemory;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.Precision;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Seconds a frame of the tracking loop: one object, one click on the first frame, masks at video
 * size. The twin of {@code reference/tracking_loop.py}: the first frames, whose memory is still
 * filling, are left out of the median.
 *
 * <pre>
 * java [-Dprecision=INT8] -cp ... io.masklet.benchmarks.TrackingLoop MODEL VIDEO X Y THREADS [FIRST LAST]
 * </pre>
 */
public final class TrackingLoop {

  private TrackingLoop() {}

  public static void main(String[] args) throws IOException {
    Path video = Path.of(args[1]);
    Prompt click = Prompt.clicks(Click.positive(number(args[2]), number(args[3])));
    Precision precision = Precision.valueOf(System.getProperty("precision", "FP32"));
    RuntimeOptions options = new RuntimeOptions(Device.CPU, Integer.parseInt(args[4]), precision);
    int first = args.length > 5 ? Integer.parseInt(args[5]) : 8;
    int last = args.length > 6 ? Integer.parseInt(args[6]) : 14;
    long begun = System.nanoTime();
    BuildOptions build = BuildOptions.defaults().withVariant(OrtNetwork.variant(options));
    BuiltModel model = new ModelBuilder().ensureBuilt(args[0], build);
    try (OrtNetwork network = OrtNetwork.open(model, options)) {
      System.out.printf(
          Locale.ROOT, "session ready after %.2f s%n", (System.nanoTime() - begun) / 1e9);
      double[] seconds = seconds(network, video, click, first, last);
      Arrays.sort(seconds);
      System.out.printf(
          Locale.ROOT,
          "masklet %s: median %.3f s a frame (%.3f to %.3f, %d frames, %d threads), peak %d MiB%n",
          args[0],
          seconds[seconds.length / 2],
          seconds[0],
          seconds[seconds.length - 1],
          seconds.length,
          options.threads(),
          ProcessMemory.peakMiB().orElse(0));
    }
  }

  /** Time of frames {@code first} to {@code last}, both included. */
  private static double[] seconds(OrtNetwork network, Path video, Prompt click, int first, int last)
      throws IOException {
    double[] seconds = new double[last - first + 1];
    MaskPostprocessor postprocessor =
        TrackerConfig.defaults().newPostprocessor(network.spec(), false);
    try (FrameSource source = FrameSources.open(video);
        StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults())) {
      for (int i = 0; i <= last; i++) {
        try (Frame frame = source.next()) {
          if (frame == null) {
            throw new IllegalArgumentException(
                "%s: expected more than %d frames, got %d".formatted(video, last, i));
          }
          long begun = System.nanoTime();
          tracker.advance(frame);
          if (i == 0) {
            tracker.prompt(tracker.addObject(), click);
          }
          postprocessor.atVideoSize(tracker.found(), frame);
          if (i >= first) {
            seconds[i - first] = (System.nanoTime() - begun) / 1e9;
          }
        }
      }
    }
    return seconds;
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
