package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.FrameCount;
import io.masklet.cli.run.MediaFacts;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.video.FrameSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet info}: what is in a file. */
@Command(
    name = "info",
    header = "Tell what is in a video or picture file.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet info cat.mp4            what the file says of itself",
      "  masklet info --count cat.mp4    decode it: the true number of frames, and their spacing"
    })
public final class InfoCommand extends Verb {

  @Parameters(paramLabel = "FILE", description = "A video, a picture or a folder of pictures.")
  private @Nullable Path file;

  @Option(
      names = "--count",
      description = "Decode every frame: count them, and see whether their rate varies.")
  private boolean count;

  @Option(names = "--json", description = "Print JSON instead of lines.")
  private boolean json;

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    Path path = Objects.requireNonNull(file, "required by picocli");
    try (FrameSource source = FrameSources.open(path)) {
      FrameCount frames = count ? FrameCount.of(source) : null;
      MediaFacts facts = new MediaFacts(source.info(), frames);
      console.result(json ? facts.toJson() : facts.toText());
      if (frames != null && frames.brokenBy() != null) {
        ErrorReport broken = ErrorReport.of(frames.brokenBy());
        console.error(broken, frames.brokenBy());
        return broken.code();
      }
      return ExitCode.OK;
    }
  }
}
