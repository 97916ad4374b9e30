package io.masklet.cli.report;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.frame.VideoException;
import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.download.DownloadException;
import io.masklet.models.registry.ModelException;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.network.NetworkException;
import io.masklet.tracker.session.SessionException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * What to tell of a failure, and the code to end with.
 *
 * @param code what the process returns
 * @param message one paragraph for a person
 */
public record ErrorReport(ExitCode code, String message) {

  /** Sorts any failure; what nobody foresaw is a fault of ours and says so. */
  public static ErrorReport of(Throwable thrown) {
    if (thrown instanceof CommandException known) {
      return new ErrorReport(known.code(), text(known));
    }
    if (thrown instanceof VideoException video) {
      return new ErrorReport(codeOf(video.kind()), text(video));
    }
    if (thrown instanceof SessionException session) {
      return new ErrorReport(codeOf(session.kind()), text(session));
    }
    if (thrown instanceof EvaluationException evaluation) {
      return new ErrorReport(ExitCode.INPUT, text(evaluation));
    }
    if (thrown instanceof PromptException prompt) {
      return new ErrorReport(ExitCode.PROMPT, text(prompt));
    }
    if (thrown instanceof ModelException) {
      return new ErrorReport(ExitCode.MODEL, "Opening the model: " + text(thrown) + ".");
    }
    if (thrown instanceof CheckpointException) {
      return new ErrorReport(ExitCode.INPUT, "Reading the checkpoint: " + text(thrown) + ".");
    }
    if (thrown instanceof DownloadException) {
      return new ErrorReport(ExitCode.NETWORK, text(thrown));
    }
    if (thrown instanceof NetworkException) {
      return new ErrorReport(ExitCode.MODEL, text(thrown));
    }
    if (thrown instanceof IOException io) { // reading has its own exceptions
      return new ErrorReport(
          ExitCode.OUTPUT,
          ("Writing the results: expected to be able to, but the system says: %s. Check permissions"
                  + " and free space there.")
              .formatted(reason(io)));
    }
    if (thrown instanceof OutOfMemoryError) {
      return new ErrorReport(
          ExitCode.INTERNAL,
          "Out of memory ("
              + thrown.getMessage()
              + "). Very large frames need more than the usual limit; give more with"
              + " MASKLET_JAVA_OPTS, for example MASKLET_JAVA_OPTS='-Xmx2g"
              + " -XX:MaxDirectMemorySize=2g'.");
    }
    return new ErrorReport(
        ExitCode.INTERNAL,
        "Something went wrong inside Masklet ("
            + thrown
            + "). This is a fault in the program, not in what you did; run again with --debug and"
            + " report what it prints.");
  }

  private static ExitCode codeOf(VideoException.Kind kind) {
    return switch (kind) {
      case NOT_READABLE, NOT_A_VIDEO -> ExitCode.INPUT;
      case BROKEN -> ExitCode.BROKEN;
      case NOT_WRITABLE -> ExitCode.OUTPUT;
    };
  }

  private static ExitCode codeOf(SessionException.Kind kind) {
    return switch (kind) {
      case NOT_READABLE, OTHER_VIDEO -> ExitCode.INPUT;
      case WRONG_EDIT -> ExitCode.PROMPT;
      case NOT_WRITABLE -> ExitCode.OUTPUT;
    };
  }

  /** What the system said, in words where it names but the file. */
  public static String reason(IOException thrown) {
    if (thrown instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (thrown instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    return text(thrown);
  }

  private static String text(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.toString());
  }
}
