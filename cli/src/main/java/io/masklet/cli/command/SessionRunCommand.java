package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.session.RunJob;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.RuntimeOptions;
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
    return new RunJob(project(), video, exact, options).run(console);
  }
}
