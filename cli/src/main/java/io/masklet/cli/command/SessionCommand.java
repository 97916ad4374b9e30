package io.masklet.cli.command;

import picocli.CommandLine.Command;

/** {@code masklet session}: a project that is worked on again and again. */
@Command(
    name = "session",
    header =
        "Keep a video, its objects and every correction in a project; track only what changed.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      SessionNewCommand.class,
      SessionAddCommand.class,
      SessionPromptCommand.class,
      SessionEditCommand.class,
      SessionRunCommand.class,
      SessionUndoCommand.class,
      SessionRedoCommand.class,
      SessionStatusCommand.class,
      SessionExportCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet session new cat.mp4                                     makes cat.masklet",
      "  masklet session prompt cat.masklet --object cat --click 320,180",
      "  masklet session run cat.masklet",
      "  masklet session prompt cat.masklet --object cat --click 210,95@75",
      "  masklet session run cat.masklet                                 tracks both ways from 75",
      "  masklet session export cat.masklet --out cat-overlay.mp4",
      "",
      "docs/sessions.md says what is kept where, and what holds."
    })
public final class SessionCommand extends Menu {}
