package io.masklet.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code masklet} without a verb: says what there is. */
@Command(
    name = "masklet",
    versionProvider = Version.class,
    header = "Click an object once, get its exact mask in every frame of the video.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DemoCommand.class,
      TrackCommand.class,
      ReviewCommand.class,
      SegmentCommand.class,
      SessionCommand.class,
      InfoCommand.class,
      ModelsCommand.class,
      EvalCommand.class,
      BenchCommand.class,
      CompletionCommand.class
    },
    footer = {
      "%nExamples:",
      "  masklet demo                            try it on the clip that comes along",
      "  masklet track cat.mp4 --click 320,180   track what is at pixel 320,180 of the first frame",
      "  masklet segment cat.jpg --click 320,180 three answers for one picture",
      "  masklet info cat.mp4                    size, length and frame rate of a file",
      "",
      "'masklet COMMAND --help' explains a command."
    })
public final class MaskletCommand extends Menu {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean version;
}
