package io.masklet.cli.report;

/**
 * An end of the command that a person can do something about. The message is a paragraph: what was
 * being done, what was expected, what came, what to do.
 */
public class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public CommandException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public CommandException(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
