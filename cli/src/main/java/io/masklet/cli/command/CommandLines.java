package io.masklet.cli.command;

import io.masklet.cli.report.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the verbs together and gives all of them the same manners. */
public final class CommandLines {

  private CommandLines() {}

  /** The command line with all its verbs, writing to the given places. */
  public static CommandLine create(PrintWriter out, PrintWriter err) {
    CommandLine root = new CommandLine(new MaskletCommand());
    root.setOut(out);
    root.setErr(err);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    root.setUsageHelpWidth(100);
    root.setUsageHelpAutoWidth(true);
    root.setColorScheme(CommandLine.Help.defaultColorScheme(ansi()));
    root.setParameterExceptionHandler(CommandLines::refuse);
    polish(root);
    return root;
  }

  /** Colours where a person watches; the launcher knows whether one does. */
  private static Ansi ansi() {
    return Boolean.getBoolean("masklet.terminal") ? Ansi.AUTO : Ansi.OFF;
  }

  private static void polish(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.table());
    command.getSubcommands().values().forEach(CommandLines::polish);
  }

  /** A command line that cannot be understood: the reason, near misses, where to read on. */
  private static int refuse(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("masklet: " + problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE.value();
  }
}
