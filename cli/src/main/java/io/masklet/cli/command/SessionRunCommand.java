package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.session.RunJob;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code masklet session run}. */
@Command(
    name = "run",
    header = "Track what is missing after the changes so far.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionRunCommand extends SessionVerb {

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "Where the video is now, if it was moved.")
  private @Nullable Path video;

  @Option(
      names = "--exact",
      description =
          "Track on until masks are exactly what tracking everything anew would give. Default:"
              + " until they agree with those that were there, eight frames in a row.")
  private boolean exact;

  @Option(
      names = "--tolerance",
      paramLabel = "IOU",
      description =
          "How much of two masks has to be the same for them to agree, 0.5 to 1. The lower, the"
              + " sooner tracking stops. Default: 0.9.")
  private @Nullable Double toleratedIou;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu or cuda. Default: auto, which takes CUDA if it loads.")
  private Device device = Device.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads of the network. Default: one a core.")
  private @Nullable Integer threads;

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    RuntimeOptions options = new RuntimeOptions(device, ModelOptions.requireThreads(threads, this));
    return new RunJob(project(), video, tolerance(), options).run(console);
  }

  private @Nullable Tolerance tolerance() {
    if (exact && toleratedIou != null) {
      throw wrongUsage(
          "--exact and --tolerance: expected one of the two, as exact tolerates nothing.");
    }
    if (toleratedIou == null) {
      return exact ? null : Tolerance.defaults();
    }
    if (!(toleratedIou >= Tolerance.LEAST_IOU && toleratedIou <= 1)) {
      throw wrongUsage(
          "--tolerance: expected an IoU from %s to 1, got %s"
              .formatted(Tolerance.LEAST_IOU, toleratedIou));
    }
    return new Tolerance(toleratedIou);
  }
}
