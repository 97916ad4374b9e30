package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.checks.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code masklet track} says to files it cannot use: a clear paragraph, a code, no litter. */
@Tag("e2e")
class BadInputTest {

  private final Path folder;
  private final Path input;

  BadInputTest(@TempDir Path folder) {
    this.folder = folder;
    this.input = folder.resolve("in.mp4");
  }

  @Test
  void track_missing_saysCheckThePath() throws IOException {
    assertRefused("there is no such file");
    assertThat(input).doesNotExist();
  }

  @Test
  void track_empty_isNotAVideo() throws IOException {
    Files.createFile(input);
    assertRefused("empty");
  }

  @Test
  void track_textRenamed_isNotAVideo() throws IOException {
    Files.writeString(input, "Dear diary, this is not a video at all.\n".repeat(50));
    assertRefused("expected");
  }

  @Test
  void track_audioOnly_saysThereAreNoPictures() throws IOException {
    Clips.audioOnly(input);
    assertRefused("sound");
  }

  @Test
  void track_truncated_isNotAVideo() throws IOException {
    Clips.truncated(input);
    assertRefused("expected");
  }

  @Test
  void track_halfCorrupt_givesTheFramesUpToThere() throws IOException {
    Clips.halfCorrupt(input);
    Path csv = folder.resolve("o.csv");
    Path overlay = folder.resolve("o.mp4");
    Result result = Cli.run("track", input, "-c", Clips.click(0), "--csv", csv, "-o", overlay);
    assertThat(result.code()).as(result.err()).isEqualTo(4);
    assertThat(result.err()).contains("warning: ", "breaks", "Wrote " + overlay);
    int frames = Files.readAllLines(csv).size() - 1;
    assertThat(frames).isBetween(1, Clips.FRAMES - 1);
    assertThat(Cli.run("info", "--count", overlay).out()).contains("frames      " + frames);
  }

  @Test
  void track_clickOutsideTheFrame_saysBoth() throws IOException {
    Clips.good(input);
    assertEnds(
        6,
        "Prompting 'object 1' at frame 3: click (500,20) lies outside the 192x192 frame",
        "-c",
        "500,20@3");
  }

  @Test
  void track_boxOutsideTheFrame_saysBoth() throws IOException {
    Clips.good(input);
    assertEnds(6, "box [100,100,300,150] px lies outside", "-b", "100,100,300,150");
  }

  @Test
  void track_timeAfterTheEnd_saysHowLongTheVideoIs() throws IOException {
    Clips.good(input);
    assertEnds(6, "the video lasts 0.", "-c", "9,9@99s");
  }

  @Test
  void track_maskOfAnotherKind_isRefused() throws IOException {
    Clips.good(input);
    assertEnds(6, "expected a PNG picture", "-m", input);
  }

  @Test
  void track_startAfterEnd_isRefused() throws IOException {
    Clips.good(input);
    assertEnds(6, "--start before --end", "-c", "9,9", "--start", "5", "--end", "2");
  }

  @Test
  void track_unknownModel_namesTheKnown() throws IOException {
    Clips.good(input);
    assertEnds(7, "pocket", "-c", "9,9", "--model", "poket");
  }

  private void assertRefused(String reason) throws IOException {
    assertEnds(3, reason, "-c", "9,9");
  }

  /** Ends with the code and the reason, in one paragraph without a stack trace, and no output. */
  private void assertEnds(int code, String reason, Object... prompts) throws IOException {
    List<Path> before = files();
    Object[] args = new Object[prompts.length + 4];
    args[0] = "track";
    args[1] = input;
    args[2] = "--csv";
    args[3] = folder.resolve("o.csv");
    System.arraycopy(prompts, 0, args, 4, prompts.length);
    Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err()).contains("masklet: ", reason).doesNotContain("\tat ", "Exception");
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
