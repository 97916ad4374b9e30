package io.masklet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.models.registry.ModelException;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.network.NetworkException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void of_knownFailures_haveTheirCodes() {
    assertCode(new VideoException(Kind.NOT_READABLE, "x"), ExitCode.INPUT);
    assertCode(new VideoException(Kind.NOT_A_VIDEO, "x"), ExitCode.INPUT);
    assertCode(new VideoException(Kind.BROKEN, "x"), ExitCode.BROKEN);
    assertCode(new VideoException(Kind.NOT_WRITABLE, "x"), ExitCode.OUTPUT);
    assertCode(new PromptException("x"), ExitCode.PROMPT);
    assertCode(new ModelException("x"), ExitCode.MODEL);
    assertCode(new NetworkException("x"), ExitCode.MODEL);
    assertCode(new CommandException(ExitCode.USAGE, "x"), ExitCode.USAGE);
  }

  @Test
  void of_unforeseen_ownsUpToIt() {
    ErrorReport report = ErrorReport.of(new IllegalStateException("what"));
    assertThat(report.code()).isEqualTo(ExitCode.INTERNAL);
    assertThat(report.message()).contains("fault in the program").contains("--debug");
  }

  @Test
  void of_whatTheSystemRefuses_isAnOutputProblemWithTheFile() {
    ErrorReport report = ErrorReport.of(new AccessDeniedException("/tmp/x"));
    assertThat(report.code()).isEqualTo(ExitCode.OUTPUT);
    assertThat(report.message()).contains("permission denied for /tmp/x", "free space");
    assertThat(ErrorReport.of(new IOException("No space left on device")).message())
        .contains("No space left on device");
  }

  @Test
  void of_outOfMemory_saysHowToGiveMore() {
    assertThat(ErrorReport.of(new OutOfMemoryError("Java heap space")).message())
        .contains("MASKLET_JAVA_OPTS");
  }

  @Test
  void exitCodes_areThoseOfTheHelpPage() throws Exception {
    String page = Files.readString(Path.of("..", "help", "command-line.md")).replace("`", "");
    String rows =
        ExitCode.table().entrySet().stream()
            .map(code -> "| %s | %s |".formatted(code.getKey(), code.getValue()))
            .collect(Collectors.joining("\n"));
    assertThat(page).contains(rows);
  }

  private static void assertCode(Throwable thrown, ExitCode code) {
    assertThat(ErrorReport.of(thrown).code()).isEqualTo(code);
  }
}
