package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.cli.Main;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Rle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code masklet segment} and {@code masklet info} from end to end. */
@Tag("e2e")
class SegmentAndInfoTest {

  private final Path folder;
  private final Path clip;

  SegmentAndInfoTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.clip = Clips.good(folder.resolve("clip.mp4"));
  }

  @Test
  void segment_click_givesThreeAnswersBestFirst() throws IOException {
    Path json = folder.resolve("s.json");
    Result result =
        Cli.run(
            "segment", clip, "-c", Clips.click(0), "-o", folder.resolve("s.png"), "--json", json);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
    for (int n = 1; n <= 3; n++) {
      assertThat(folder.resolve("s-" + n + ".png")).isNotEmptyFile();
    }
    JsonNode answers = new JsonMapper().readTree(json.toFile()).path("answers");
    double before = Double.MAX_VALUE;
    for (JsonNode answer : answers) {
      assertThat(answer.path("predicted_iou").asDouble()).isLessThanOrEqualTo(before);
      before = answer.path("predicted_iou").asDouble();
      Rle rle = new Rle(new Size(192, 192), answer.at("/segmentation/counts").asText());
      assertThat(rle.decode().areaPx()).isEqualTo(answer.path("area").asLong());
    }
    assertThat(answers).hasSize(3);
  }

  @Test
  void segment_outputExists_isRefusedAndLeftAlone() throws IOException {
    Path second = Files.writeString(folder.resolve("s-2.png"), "precious");
    Result result = Cli.run("segment", clip, "-c", "9,9", "-o", folder.resolve("s.png"));
    assertThat(result.code()).isEqualTo(5);
    assertThat(second).hasContent("precious");
    assertThat(folder.resolve("s-1.png")).doesNotExist();
  }

  @Test
  void segment_outputIsTheInput_isRefusedEvenWithForce() throws IOException {
    Path picture = Files.move(clip, folder.resolve("cat-1.png"));
    byte[] before = Files.readAllBytes(picture);
    Result result =
        Cli.run("segment", picture, "-c", "9,9", "-o", folder.resolve("cat.png"), "--force");
    assertThat(result.code()).as(result.err()).isEqualTo(5);
    assertThat(result.err()).contains("the input itself");
    assertThat(picture).hasBinaryContent(before);
  }

  @Test
  void segment_clickOutside_isRefusedBeforeAnyWork() {
    Result result = Cli.run("segment", clip, "-c", "500,20", "-o", folder.resolve("s.png"));
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("Prompting 'object 1'", "lies outside the 192x192 frame");
    assertThat(result.err()).doesNotContain("Device");
  }

  @Test
  void segment_saysWhatItWrote_onlyWhenItLiesThere() {
    Path json = folder.resolve("s.json");
    Path third = folder.resolve("s-3.png");
    List<Boolean> there = new ArrayList<>();
    StringWriter out = listener("predicted IoU", () -> there.add(Files.exists(third)));
    StringWriter err = listener("Wrote", () -> there.add(Files.exists(json)));
    String[] args = {
      "segment", clip.toString(), "-c", Clips.click(0), "-o", folder + "/s.png", "--json", "" + json
    };
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), args)).isZero();
    assertThat(there).hasSize(4).containsOnly(true);
  }

  private static StringWriter listener(String word, Runnable action) {
    return new StringWriter() {
      @Override
      public void write(String text, int offset, int length) {
        super.write(text, offset, length);
        if (text.contains(word)) {
          action.run();
        }
      }
    };
  }

  @Test
  void bench_quiet_givesItsFiguresAsResultsWithPoints() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Result result = Cli.run("bench", clip, "-c", Clips.click(0), "--objects", "1", "--quiet");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .containsPattern("1 object: 8 frames in \\d+\\.\\d\\d s")
          .containsPattern("answers in \\d+\\.\\d ms");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void info_withoutCount_saysWhatTheFileSays() {
    Result result = Cli.run("info", clip);
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("codec       h264", "size        192x192", "sound       no");
  }

  @Test
  void info_count_findsFramesAndThatTheirRateVaries() throws IOException {
    Result result = Cli.run("info", "--count", "--json", clip);
    assertThat(result.code()).isZero();
    JsonNode facts = new JsonMapper().readTree(result.out());
    assertThat(facts.path("frames").asInt()).isEqualTo(Clips.FRAMES);
    assertThat(facts.path("variableFrameRate").asBoolean()).isTrue();
    assertThat(facts.path("lastTimestampUs").asLong())
        .isEqualTo(Clips.timestampUs(Clips.FRAMES - 1));
  }

  @Test
  void info_halfCorrupt_saysSoAndEndsWith4() throws IOException {
    Result result = Cli.run("info", "--count", Clips.halfCorrupt(folder.resolve("bad.mp4")));
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.out()).contains("then the video breaks");
  }
}
