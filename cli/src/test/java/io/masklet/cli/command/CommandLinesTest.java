package io.masklet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.When;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return CommandLines.create(new PrintWriter(out), new PrintWriter(err)).execute(args);
  }

  @Test
  void track_orderOfOptions_decidesWhichObjectIsMeant() throws Exception {
    TrackCommand track = new TrackCommand();
    new CommandLine(track)
        .parseArgs(
            "in.mp4",
            "-c",
            "1,2",
            "--object=cat",
            "--negative",
            "3,4@5",
            "--out",
            "x.mp4",
            "-c=5,6@5",
            "-O",
            "dog",
            "--box",
            "1,2,3,4@2s");
    PromptPlan plan = track.plan();
    assertThat(plan.forVideo(new Size(9, 9)))
        .containsExactly(
            PlannedObject.atStart("object 1", Prompt.clicks(Click.positive(1, 2))),
            new PlannedObject(
                "cat",
                List.of(
                    new TimedPrompt(
                        When.frame(5), Prompt.clicks(Click.negative(3, 4), Click.positive(5, 6))))),
            new PlannedObject(
                "dog",
                List.of(new TimedPrompt(When.timeUs(2_000_000), Prompt.box(new Box(1, 2, 3, 4))))));
  }

  @Test
  void noVerb_showsWhatThereIs() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Usage: masklet", "demo", "track", "segment", "info");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "track", "segment", "info", "models", "completion", "bench"})
  void help_ofEveryVerb_teachesAndListsExitCodes(String verb) {
    assertThat(run(verb, "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: masklet " + verb, "--debug", "--quiet", "Exit codes:", "130 ");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void version_namesThePartsThatMatter() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("masklet ", "ONNX Runtime ", "FFmpeg ", "LGPL", "Java ");
    assertThat(out.toString()).doesNotContain("unknown", "$");
  }

  @Test
  void completion_isAScript() {
    assertThat(run("completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "--click");
  }

  @Test
  void unknownVerb_suggestsTheNearest() {
    assertThat(run("trak")).isEqualTo(2);
    assertThat(err.toString()).contains("masklet: ", "track", "See 'masklet --help'.");
  }

  @Test
  void unknownOption_suggestsTheNearest() {
    assertThat(run("track", "in.mp4", "--clik", "1,2")).isEqualTo(2);
    assertThat(err.toString()).contains("--clik", "--click", "See 'masklet track --help'.");
  }

  @Test
  void track_nothingToTrack_saysHowToShowIt() {
    assertThat(run("track", "in.mp4")).isEqualTo(2);
    assertThat(err.toString()).contains("Nothing to track", "--click X,Y");
  }

  @Test
  void track_badClick_namesTheOption() {
    assertThat(run("track", "in.mp4", "--click", "12")).isEqualTo(2);
    assertThat(err.toString()).contains("'--click': expected x,y such as 320,180, got '12'");
  }

  @Test
  void track_clickWithoutValue_isUsage() {
    assertThat(run("track", "in.mp4", "--click")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing value for option --click=X,Y");
  }

  @Test
  void track_endingOfAnotherFormat_isUsage() {
    assertThat(run("track", "in.mp4", "-c", "1,2", "--out", "x.mkv")).isEqualTo(2);
    assertThat(err.toString()).contains("--out: expected a name that ends in .mp4", "got x.mkv");
  }

  @Test
  void segment_endingOfAnotherFormat_isUsage() {
    assertThat(run("segment", "in.jpg", "-c", "1,2", "-o", "x.jpg")).isEqualTo(2);
    assertThat(err.toString()).contains("--out: expected a name that ends in .png", "got x.jpg");
  }

  @Test
  void segment_clickWithATime_isUsage() {
    assertThat(run("segment", "in.jpg", "-c", "1,2@48")).isEqualTo(2);
    assertThat(err.toString()).contains("a picture has no time", "Leave out the @");
  }

  @Test
  void bench_clickWithATime_isUsage() {
    assertThat(run("bench", "in.mp4", "-b", "1,2,3,4@0.5s")).isEqualTo(2);
    assertThat(err.toString()).contains("first frame", "Leave out the @");
  }

  @Test
  void models_whereDigitsAreOthers_writesPlainOnes() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(run("models", "list")).isZero();
      assertThat(run("models", "info", "pocket")).isZero();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(out.toString().codePoints()).allMatch(c -> c < 128 || !Character.isDigit(c));
  }

  @ParameterizedTest
  @CsvSource({"0.49,from 0.5 to 1", "1.01,from 0.5 to 1", "NaN,from 0.5 to 1", "x,not a double"})
  void sessionRun_toleranceOutOfBounds_isUsage(String given, String expected) {
    assertThat(run("session", "run", "a.masklet", "--tolerance", given)).isEqualTo(2);
    assertThat(err.toString()).contains("--tolerance").contains(expected);
  }

  @Test
  void sessionRun_exactAndTolerance_isUsage() {
    assertThat(run("session", "run", "a.masklet", "--exact", "--tolerance", "0.9")).isEqualTo(2);
    assertThat(err.toString()).contains("--exact and --tolerance");
  }

  @Test
  void track_threadsOutOfBounds_isUsage() {
    assertThat(run("track", "in.mp4", "-c", "1,2", "--threads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--threads: expected 1 to 1024, got 0");
  }

  @Test
  void models_listsPocket() {
    assertThat(run("models", "list")).isZero();
    assertThat(out.toString()).contains("pocket");
  }

  @Test
  void models_infoOfUnknown_namesTheNearest() {
    assertThat(run("models", "info", "poket")).isEqualTo(7);
    assertThat(err.toString()).contains("poket", "pocket").doesNotContain("\tat ");
  }

  @Test
  void debug_showsWhereItWentWrong() {
    assertThat(run("models", "info", "poket", "--debug")).isEqualTo(7);
    assertThat(err.toString()).contains("\tat ");
  }
}
