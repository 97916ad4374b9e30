package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.video.FrameSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code masklet track} from end to end, with the embedded model on a small drawn clip. */
@Tag("e2e")
class TrackCommandTest {

  private final Path folder;
  private final Path clip;

  TrackCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.clip = folder.resolve("clip.mp4");
  }

  @BeforeEach
  void draw() throws IOException {
    Clips.good(clip);
  }

  @Test
  void track_everyOutput_hasEveryFrameAtItsTime() throws IOException {
    Path overlay = folder.resolve("o.mp4");
    Path frames = folder.resolve("frames");
    Path masks = folder.resolve("masks");
    Path json = folder.resolve("o.json");
    Path csv = folder.resolve("o.csv");
    Path logits = folder.resolve("logits");
    Result result =
        Cli.run(
            "track",
            clip,
            "--object",
            "animal",
            "--click",
            Clips.click(0),
            "--out",
            overlay,
            "--frames",
            frames,
            "--masks",
            masks,
            "--json",
            json,
            "--csv",
            csv,
            "--logits",
            logits);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("Device: ", "Tracked 1 object through 8 frames of clip.mp4", "Wrote " + overlay);
    assertThat(timestamps(overlay)).isEqualTo(expectedTimes(0, Clips.FRAMES));
    assertThat(names(frames)).isEqualTo(names(masks));
    assertThat(names(masks))
        .containsExactly(
            "00000.png",
            "00001.png",
            "00002.png",
            "00003.png",
            "00004.png",
            "00005.png",
            "00006.png",
            "00007.png");
    assertThat(names(logits)).hasSize(Clips.FRAMES).contains("00007_001.npy");
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES);
    JsonNode coco = new JsonMapper().readTree(json.toFile());
    assertThat(coco.at("/videos/0/length").asInt()).isEqualTo(Clips.FRAMES);
    assertThat(coco.at("/annotations/0/name").asText()).isEqualTo("animal");
    assertThat(coco.at("/annotations/0/segmentations")).hasSize(Clips.FRAMES);
  }

  @Test
  void track_twice_isIdenticalToTheLastBit() throws IOException {
    for (String run : List.of("a", "b")) {
      Files.createDirectory(folder.resolve(run));
      Result result =
          Cli.run(
              "track",
              clip,
              "-c",
              Clips.click(0),
              "-o",
              folder.resolve(run).resolve("o.mp4"),
              "--json",
              folder.resolve(run).resolve("o.json"),
              "-q");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).isEmpty();
    }
    for (String file : List.of("o.mp4", "o.json")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  void track_partOfTheVideo_beginsAtZeroWithThatFrame() throws IOException {
    Path overlay = folder.resolve("o.mp4");
    Result result =
        Cli.run(
            "track", clip, "-c", Clips.click(2), "--start", "2", "--end", "0.27s", "-o", overlay);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(timestamps(overlay)).isEqualTo(expectedTimes(2, 5)); // frame 4 is shown at 0.26 s
  }

  @Test
  void track_promptLater_masksBeginThere() throws IOException {
    Path csv = folder.resolve("o.csv");
    Result result = Cli.run("track", clip, "-c", Clips.click(3) + "@3", "--csv", csv);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES - 3);
    assertThat(Files.readAllLines(csv).get(1)).startsWith("0.120000,3,1,");
  }

  @Test
  void track_policyOfTheReference_writesEveryFrame() throws IOException {
    Path overlay = folder.resolve("o.mp4");
    Path csv = folder.resolve("o.csv");
    Result result =
        Cli.run(
            "track",
            clip,
            "--policy",
            "reference",
            "-c",
            Clips.click(3) + "@3",
            "-c",
            Clips.click(6) + "@6",
            "--csv",
            csv,
            "-o",
            overlay);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(timestamps(overlay)).isEqualTo(expectedTimes(0, Clips.FRAMES));
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES - 3);
    assertThat(Files.readAllLines(csv).get(1)).startsWith("0.120000,3,1,");
  }

  @Test
  void track_maskThatAnEarlierRunWrote_startsFromExactlyThat() throws IOException {
    Path masks = folder.resolve("masks");
    assertThat(Cli.run("track", clip, "-c", Clips.click(0), "--masks", masks).code()).isZero();
    Path csv = folder.resolve("o.csv");
    Path mask = masks.resolve("00003.png");
    Result result = Cli.run("track", clip, "--mask", mask + "@3", "--csv", csv);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES - 3);
    int column = List.of(Files.readAllLines(csv).get(0).split(",")).indexOf("predicted_iou");
    String first = Files.readAllLines(csv).get(1);
    assertThat(first.split(",")[column]).isEqualTo("1.0000"); // a given mask is sure
  }

  @Test
  void track_promptsFromAFile_trackEveryObjectOfIt() throws IOException {
    String[] xy = Clips.click(0).split(",");
    Path prompts =
        Files.writeString(
            folder.resolve("p.json"),
            """
            {"version": 1, "objects": [
              {"name": "animal", "prompts": [{"clicks": [{"x": %s, "y": %s}]}]},
              {"name": "corner", "prompts": [{"frame": 1, "box": [2, 2, 60, 60]}]}]}
            """
                .formatted(xy[0], xy[1]));
    Path csv = folder.resolve("o.csv");
    Result result = Cli.run("track", clip, "--prompts", prompts, "--csv", csv);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES + Clips.FRAMES - 1);
  }

  @Test
  void track_outputExists_isRefusedAndLeftAlone() throws IOException {
    Path csv = Files.writeString(folder.resolve("o.csv"), "precious");
    Path overlay = folder.resolve("o.mp4");
    Result result = Cli.run("track", clip, "-c", Clips.click(0), "-o", overlay, "--csv", csv);
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains("o.csv", "it exists", "--force");
    assertThat(csv).hasContent("precious");
    assertOnly("clip.mp4", "o.csv");
  }

  @Test
  void track_outputExistsWithForce_isReplaced() throws IOException {
    Path csv = Files.writeString(folder.resolve("o.csv"), "old");
    Result result =
        Cli.run("track", clip, "-c", Clips.click(0), "--csv", csv, "--force", "--end", "1");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(3);
  }

  @Test
  void track_outputIsTheInput_isRefusedEvenWithForce() throws IOException {
    byte[] before = Files.readAllBytes(clip);
    Result result = Cli.run("track", clip, "-c", Clips.click(0), "-o", clip, "--force");
    assertThat(result.code()).isEqualTo(5);
    assertThat(clip).hasBinaryContent(before);
  }

  @Test
  void track_outputIsThePromptFile_isRefusedEvenWithForce() throws IOException {
    String text =
        "{\"version\":1,\"objects\":[{\"name\":\"a\",\"prompts\":[{\"box\":[2,2,60,60]}]}]}";
    Path prompts = Files.writeString(folder.resolve("a.json"), text);
    Result result = Cli.run("track", clip, "-p", prompts, "--json", prompts, "--force");
    assertThat(result.code()).as(result.err()).isEqualTo(5);
    assertThat(result.err()).contains("the input itself").doesNotContain("Device");
    assertThat(prompts).hasContent(text);
  }

  @Test
  void track_outputHoldsTheMaskItBeginsWith_isRefusedEvenWithForce() throws IOException {
    Path masks = folder.resolve("masks");
    assertThat(Cli.run("track", clip, "-c", Clips.click(0), "--masks", masks).code()).isZero();
    Path mask = masks.resolve("00000.png");
    byte[] before = Files.readAllBytes(mask);
    Result result = Cli.run("track", clip, "-m", mask, "--masks", masks, "--force");
    assertThat(result.code()).as(result.err()).isEqualTo(5);
    assertThat(result.err()).contains("00000.png lies in it").doesNotContain("Device");
    assertThat(mask).hasBinaryContent(before);
  }

  @Test
  void track_outputInsideAnother_isRefusedBeforeAnyWork() throws IOException {
    Path masks = Files.createDirectory(folder.resolve("out"));
    Result result =
        Cli.run(
            "track", clip, "-c", Clips.click(0), "--masks", masks, "--csv", masks.resolve("a.csv"));
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains("one inside the other").doesNotContain("Device");
  }

  @Test
  void track_outputInAMissingFolder_isRefusedBeforeAnyWork() throws IOException {
    Path nowhere = folder.resolve("none").resolve("o.mp4");
    Result result = Cli.run("track", clip, "-c", Clips.click(0), "-o", nowhere);
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).contains("there is no folder").doesNotContain("Device");
    assertOnly("clip.mp4");
  }

  @Test
  void track_onePromptNeverReached_keepsTheRestAndSaysSo() throws IOException {
    Path csv = folder.resolve("o.csv");
    Result result = Cli.run("track", clip, "-c", Clips.click(0), "-c", "9,9@700", "--csv", csv);
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("warning: ", "'object 1' at frame 700");
    assertThat(Files.readAllLines(csv)).hasSize(1 + Clips.FRAMES);
  }

  @Test
  void track_noPromptReached_writesNothing() throws IOException {
    Result result = Cli.run("track", clip, "-c", "9,9@700", "--csv", folder.resolve("o.csv"));
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("nothing was written", "frame 700");
    assertOnly("clip.mp4");
  }

  private void assertOnly(String... expected) throws IOException {
    assertThat(names(folder)).containsExactly(expected);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Long> expectedTimes(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(i -> Clips.timestampUs(i) - Clips.timestampUs(first))
        .toList();
  }

  private static List<Long> timestamps(Path video) throws IOException {
    List<Long> times = new ArrayList<>();
    try (FrameSource source = FrameSources.open(video)) {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        times.add(frame.timestampUs());
        frame.close();
      }
    }
    return times;
  }
}
