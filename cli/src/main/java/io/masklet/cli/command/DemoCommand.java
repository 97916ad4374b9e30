package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import picocli.CommandLine.Command;

/** {@code masklet demo}. */
@Command(name = "demo", header = "Track four objects through a clip that comes along.")
public final class DemoCommand extends Verb {
  @Override
  ExitCode run(Console console) {
    return ExitCode.INTERNAL;
  }
}
