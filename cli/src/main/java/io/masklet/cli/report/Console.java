package io.masklet.cli.report;

import java.io.PrintWriter;

/**
 * Where words to a person go: results to standard output, everything about the run to standard
 * error, so that results can be piped.
 */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final boolean quiet;
  private final boolean debug;

  /**
   * @param terminal whether a person watches standard error, so that a line may be rewritten
   * @param quiet whether to say nothing but results asked for, warnings and errors
   * @param debug whether errors come with a stack trace
   */
  public Console(PrintWriter out, PrintWriter err, boolean terminal, boolean quiet, boolean debug) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.debug = debug;
  }

  /** A result the command was asked for; not silenced by quiet. */
  public void result(String text) {
    out.println(text);
    out.flush();
  }

  /** What is going on; silenced by quiet. */
  public void say(String text) {
    if (!quiet) {
      err.println(text);
      err.flush();
    }
  }

  /** Something the person should know although the run goes on. */
  public void warn(String text) {
    err.println("warning: " + text);
    err.flush();
  }

  /** Why the command ends here. */
  public void error(ErrorReport report, Throwable thrown) {
    err.println("masklet: " + report.message());
    if (debug) {
      thrown.printStackTrace(err);
    }
    err.flush();
  }

  /** Replaces the last line on a terminal. */
  void rewriteLine(String text) {
    err.print("\r" + text + "\u001b[K");
    err.flush();
  }

  /** Clears the line that {@link #rewriteLine} wrote. */
  void clearLine() {
    err.print("\r\u001b[K");
    err.flush();
  }

  public boolean isTerminal() {
    return terminal;
  }

  public boolean isQuiet() {
    return quiet;
  }

  public boolean isDebug() {
    return debug;
  }
}
