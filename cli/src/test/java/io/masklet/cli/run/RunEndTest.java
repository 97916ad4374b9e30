package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.frame.VideoException;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.pipeline.Outcome;
import io.masklet.tracker.pipeline.PlannedObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunEndTest {

  private static final List<PlannedObject> PLAN =
      List.of(
          PlannedObject.atStart("dog", Prompt.clicks(Click.positive(1, 1))),
          PlannedObject.atStart("cat", Prompt.clicks(Click.positive(2, 2))));
  private static final OutputPlan OUTPUTS =
      new OutputPlan(Path.of("a.mp4"), null, null, null, Path.of("a.csv"), null, false);
  private final VideoException broken =
      new VideoException(VideoException.Kind.BROKEN, "Reading a: it breaks.");

  private final StringWriter err = new StringWriter();

  @Test
  void tell_allWell_saysWhatAndWhere() throws CommandException {
    assertThat(tell(new Outcome(50, false, Optional.empty(), List.of(), List.of())))
        .isEqualTo(ExitCode.OK);
    assertThat(err.toString())
        .contains("Tracked 2 objects through 50 frames of in.mp4 in 2.0 s (25.0 frames/s).")
        .contains("Wrote a.mp4")
        .contains("Wrote a.csv")
        .doesNotContain("warning");
  }

  @Test
  void tell_broken_keepsOutputsAndSaysSo() throws CommandException {
    assertThat(tell(new Outcome(50, false, Optional.of(broken), List.of(), List.of())))
        .isEqualTo(ExitCode.BROKEN);
    assertThat(err.toString()).contains("warning: Reading a: it breaks.").contains("Wrote a.mp4");
  }

  @Test
  void tell_cancelled_isInterrupted() throws CommandException {
    assertThat(tell(new Outcome(50, true, Optional.empty(), List.of("x"), List.of())))
        .isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void tell_onePromptUnreached_isAPromptProblemWithOutputs() throws CommandException {
    Outcome outcome =
        new Outcome(50, false, Optional.empty(), List.of("'cat' at frame 90"), List.of());
    assertThat(tell(outcome)).isEqualTo(ExitCode.PROMPT);
    assertThat(err.toString()).contains("'cat' at frame 90").contains("Wrote a.mp4");
  }

  @Test
  void tell_nothingFoundByAClick_warnsWithAHint() throws CommandException {
    Outcome outcome =
        new Outcome(50, false, Optional.empty(), List.of(), List.of("'cat' at frame 9"));
    assertThat(tell(outcome)).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("'cat' at frame 9 found no object").contains("a box");
  }

  @Test
  void requireWorthKeeping_noPromptReached_isRefused() {
    List<String> both = List.of("'dog' at frame 90", "'cat' at frame 90");
    assertRefused(new Outcome(50, false, Optional.empty(), both, List.of()), ExitCode.PROMPT);
    assertRefused(new Outcome(50, true, Optional.empty(), both, List.of()), ExitCode.INTERRUPTED);
    assertRefused(new Outcome(50, false, Optional.of(broken), both, List.of()), ExitCode.BROKEN);
    assertRefused(new Outcome(0, false, Optional.empty(), both, List.of()), ExitCode.PROMPT);
  }

  private ExitCode tell(Outcome outcome) throws CommandException {
    RunEnd end = new RunEnd("in.mp4", PLAN, OUTPUTS, outcome);
    end.requireWorthKeeping();
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false, false);
    return end.tell(console, 2.0);
  }

  private static void assertRefused(Outcome outcome, ExitCode code) {
    assertThatThrownBy(() -> new RunEnd("in.mp4", PLAN, OUTPUTS, outcome).requireWorthKeeping())
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("nothing was written");
  }
}
