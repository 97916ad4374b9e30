package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.testdata.EvaluationSet;
import io.masklet.testdata.SyntheticScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code masklet eval} from end to end, on two short drawn videos. */
@Tag("e2e")
class EvalCommandTest {

  private static final int FRAMES = 8;

  private static Path data;
  private final Path folder;

  EvalCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void draw(@TempDir Path root) throws IOException {
    data = root;
    EvaluationSet.write(SyntheticScene.moving(1), FRAMES, 1, data);
    EvaluationSet.write(SyntheticScene.occluded(1), FRAMES, 1, data);
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(file.toFile());
  }

  @Test
  void davis_tracksAndJudges_andScoreOfWhatWasKeptIsTheSame() throws IOException {
    Path run = folder.resolve("run.json");
    Path again = folder.resolve("again.json");
    Path csv = folder.resolve("run.csv");
    Path kept = folder.resolve("kept");
    Path plots = folder.resolve("plots");
    Result result =
        Cli.run(
            "eval", "davis", data, "--json", run, "--csv", csv, "--keep", kept, "--plots", plots);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("moving", "occluded", "Global, mean over 3 objects of 2");
    assertThat(result.out())
        .containsPattern("Model pocket, input 448x448, shown by its first mask");
    assertThat(json(run).at("/global/objects").asInt()).isEqualTo(3);
    assertThat(json(run).at("/global/j_and_f").asDouble()).isBetween(0.5, 1.0);
    assertThat(json(run).at("/run/speed/moving/frames").asInt()).isEqualTo(FRAMES);
    assertThat(json(run).at("/run/frames_per_second").asDouble()).isPositive();
    assertThat(Files.readAllLines(csv)).hasSize(1 + 3 * (FRAMES - 2));
    try (Stream<Path> files = Files.list(plots)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("moving.svg", "occluded.svg", "worst.png");
    }
    Result score = Cli.run("eval", "score", kept, data, "--json", again);
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(json(again).get("objects")).isEqualTo(json(run).get("objects"));
    assertThat(json(again).get("global")).isEqualTo(json(run).get("global"));
  }

  @Test
  void davis_clicksAndBox_areOtherPrompts() throws IOException {
    double click = jAndF("--init", "click");
    double three = jAndF("--init", "click", "--clicks", "3");
    double box = jAndF("--init", "box");
    assertThat(List.of(click, three, box)).allMatch(score -> score > 0.4);
    assertThat(three).isNotEqualTo(click);
  }

  private double jAndF(String... options) throws IOException {
    Path out = Files.createTempFile(folder, "run", ".json");
    String[] fixed = {
      "eval", "davis", "" + data, "--sequences", "moving", "--json", "" + out, "--force"
    };
    Result result =
        Cli.run(Stream.concat(Stream.of(fixed), Stream.of(options)).toArray(Object[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return json(out).at("/global/j_and_f").asDouble();
  }

  @Test
  void score_truthAgainstItself_isOne() {
    Result result = Cli.run("eval", "score", data.resolve("Annotations/480p"), data);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("J&F  1.0000  [1.0000, 1.0000]");
    Path one = data.resolve("Annotations/480p/moving");
    assertThat(Cli.run("eval", "score", one, one).out())
        .contains("1 objects of 1 sequences", "J&F  1.0000");
  }

  @Test
  void score_youtubeRules_tellG() throws IOException {
    String objects =
        "{\"videos\": {\"moving\": {\"objects\": {\"1\": {\"category\": \"dog\", \"frames\":"
            + " [\"00000\", \"00005\"]}}}, \"occluded\": {\"objects\": {\"1\": {\"category\":"
            + " \"dog\", \"frames\": [\"00000\", \"00005\"]}, \"2\": {\"category\": \"sheep\","
            + " \"frames\": [\"00000\", \"00005\"]}}}}}";
    Path meta = Files.writeString(folder.resolve("meta.json"), objects);
    Path train = Files.writeString(folder.resolve("t.json"), objects.replace("sheep", "dog"));
    Path truth = data.resolve("Annotations/480p");
    Result result =
        Cli.run(
            "eval",
            "score",
            truth,
            truth,
            "--rules",
            "youtube",
            "--meta",
            meta,
            "--train-meta",
            train);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("G    1.0000  seen kinds J 1.0000");
    assertThat(Cli.run("eval", "score", truth, truth, "--meta", meta).code()).isEqualTo(2);
  }

  @Test
  void score_missingResults_orFrames_areNamed() throws IOException {
    Path results = Files.createDirectories(folder.resolve("results/moving"));
    Result sequence = Cli.run("eval", "score", folder.resolve("results"), data);
    assertThat(sequence.code()).isEqualTo(3);
    Path from = data.resolve("Annotations/480p/moving/00001.png");
    Files.copy(from, results.resolve("00001.png"));
    Result frame =
        Cli.run("eval", "score", folder.resolve("results"), data, "--sequences", "moving");
    assertThat(frame.code()).isEqualTo(3);
    assertThat(frame.err()).contains("frame 00002 has none", "5 of 6 are missing");
    Result other = Cli.run("eval", "score", folder.resolve("results"), data);
    assertThat(other.err()).contains("'moving'");
  }

  @Test
  void davis_dataThatIsNotComplete_isRefusedBeforeAnyWork() throws IOException {
    Result unknown = Cli.run("eval", "davis", data, "--sequences", "moving,cat");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("truth of 'cat'", "moving, occluded");
    assertThat(unknown.err()).doesNotContain("Device");
    Path lacking = folder.resolve("JPEGImages/480p/cat");
    Files.createDirectories(lacking);
    Path truth = Files.createDirectories(folder.resolve("Annotations/480p/cat"));
    Files.copy(data.resolve("Annotations/480p/moving/00000.png"), truth.resolve("00000.png"));
    Result picture = Cli.run("eval", "davis", folder);
    assertThat(picture.code()).isEqualTo(3);
    assertThat(picture.err()).contains("frame 00000", "no such picture");
    assertThat(Cli.run("eval", "davis", folder.resolve("nothing")).code()).isEqualTo(3);
    assertThat(Cli.run("eval", "davis", data, "--clicks", "2").code()).isEqualTo(2);
  }

  @Test
  void davis_outputThatExists_isRefusedBeforeAnyWork() throws IOException {
    Path precious = Files.writeString(folder.resolve("run.json"), "precious");
    Result result = Cli.run("eval", "davis", data, "--json", precious);
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.err()).doesNotContain("Device");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void clicks_offline_firstRowIsThreeClicks_andSecondsAreThePapers() throws IOException {
    JsonNode both = offline();
    assertThat(both.get("passes").asText()).isEqualTo("both");
    JsonNode rounds = both.get("rounds");
    assertThat(rounds).hasSize(2);
    assertThat(rounds.at("/0/human_seconds").asDouble())
        .isCloseTo(30.0 * FRAMES / 300 + 1 + 4.5, within(1e-9));
    assertThat(rounds.at("/1/human_seconds").asDouble())
        .isCloseTo(2 * (30.0 * FRAMES / 300 + 1 + 4.5), within(1e-9));
    assertThat(rounds.at("/1/frames_corrected").asDouble()).isEqualTo(2);
    assertThat(rounds.at("/0/j_and_f").asDouble()).isGreaterThan(0.4);
  }

  /** Nothing lies before the first frame: there, passes only differ by what a session rounds. */
  @Test
  void clicks_offlineOnePass_isTheSameAfterTheFirstFrame_andDiffersAfterTheSecond()
      throws IOException {
    JsonNode both = offline();
    JsonNode one = offline("--passes", "one");
    assertThat(one.get("passes").asText()).isEqualTo("one");
    assertThat(one.at("/rounds/0/j_and_f").asDouble())
        .isCloseTo(both.at("/rounds/0/j_and_f").asDouble(), within(0.01));
    assertThat(one.at("/rounds/1/j_and_f").asDouble())
        .isNotCloseTo(both.at("/rounds/1/j_and_f").asDouble(), within(1e-4));
  }

  private JsonNode offline(String... options) throws IOException {
    Path out = Files.createTempFile(folder, "clicks", ".json");
    String[] fixed = {
      "eval",
      "clicks",
      "" + data,
      "--sequences",
      "moving",
      "--rounds",
      "2",
      "--json",
      "" + out,
      "--force"
    };
    Result result =
        Cli.run(Stream.concat(Stream.of(fixed), Stream.of(options)).toArray(Object[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return json(out);
  }

  @Test
  void clicks_onlineAndImage_tellTheirFigures() {
    Result online =
        Cli.run(
            "eval", "clicks", data, "--mode", "online", "--rounds", "2", "--sequences", "moving");
    assertThat(online.code()).as(online.err()).isZero();
    assertThat(online.out()).contains("Corrections, online, 3 clicks on a frame, mean over 1");
    Result passes = Cli.run("eval", "clicks", data, "--mode", "online", "--passes", "one");
    assertThat(passes.code()).isEqualTo(2);
    assertThat(passes.err()).contains("--passes: only with --mode offline");
    Result image = Cli.run("eval", "clicks", data, "--mode", "image");
    assertThat(image.code()).as(image.err()).isZero();
    assertThat(image.out()).contains("3 pictures").containsPattern("NoC@85  \\d+\\.\\d\\d clicks");
  }
}
