package io.masklet.cli.command;

import io.masklet.cli.run.ModelChoice;
import io.masklet.models.build.BuildOptions;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.Precision;
import io.masklet.tracker.network.ort.RuntimeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which model runs, and on what. */
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Which model, see 'masklet models list'. Default: pocket.")
  private String model = "pocket";

  @Option(
      names = ImageSizeOption.NAME,
      paramLabel = ImageSizeOption.LABEL,
      description = ImageSizeOption.DESCRIPTION)
  private int imageSizePx;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "auto, cpu, cuda or tensorrt. Default: auto, which takes CUDA if it loads. TensorRT takes"
              + " minutes before the first frames.")
  private Device device = Device.AUTO;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      description =
          "fp32, or int8: on the CPU about 1.5 times as fast with EdgeTAM and twice with SAM 2, less"
              + " exact, see docs/performance.md. Default: fp32.")
  private Precision precision = Precision.FP32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads of the network. Default: one a core.")
  private @Nullable Integer threads;

  /**
   * What was chosen.
   *
   * @param verb for the complaint about a number of threads that makes no sense
   */
  ModelChoice toChoice(Verb verb) {
    int count = requireThreads(threads, verb);
    return new ModelChoice(
        model,
        new BuildOptions(ImageSizeOption.require(imageSizePx, verb)),
        new RuntimeOptions(device, count, precision));
  }

  /** A number of threads that makes sense; the default if none was given. */
  static int requireThreads(@Nullable Integer threads, Verb verb) {
    if (threads != null && (threads < 1 || threads > 1024)) {
      throw verb.wrongUsage("--threads: expected 1 to 1024, got " + threads);
    }
    return threads == null ? RuntimeOptions.defaults().threads() : threads;
  }
}
