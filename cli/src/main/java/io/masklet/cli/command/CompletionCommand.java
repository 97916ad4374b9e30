package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code masklet completion}: a script that lets the shell complete commands and options. */
@Command(
    name = "completion",
    header = "Print a completion script for bash or zsh.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  source <(masklet completion)     for this shell; put it into ~/.bashrc to keep it")
public final class CompletionCommand extends Verb {

  @Override
  ExitCode run(Console console) {
    console.result(AutoComplete.bash("masklet", spec().root().commandLine()));
    return ExitCode.OK;
  }
}
