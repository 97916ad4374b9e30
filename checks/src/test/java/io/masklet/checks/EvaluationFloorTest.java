package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.testdata.EvaluationSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The score on every second frame of the fixed evaluation set may not fall.
 *
 * <p>The floors lie 0.01 below what was measured, 0.8172 from a mask, 0.7806 from a click and
 * 0.8068 from a box: another processor rounds differently, and pixels on the edge of a mask then
 * change sides. Who makes the score better raises them; who makes it worse has to say why. Single
 * objects move more, so theirs lie 0.05 below.
 *
 * <p>From a click it was 0.7846 before prompts were answered from near, too, and 0.8026 from a box:
 * drawn scenes are plain, and there is little to be seen from near. What real clips gain, from
 * boxes and in corrections, is told by docs/decisions/0011-a-closer-look.md.
 */
@Tag("e2e")
class EvaluationFloorTest {

  private static Path data;
  private final Path folder;

  EvaluationFloorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void draw(@TempDir Path root) throws IOException {
    data = root;
    EvaluationSet.write(data, 2);
  }

  @Test
  void pocket_fromAMask_staysAboveTheFloors() throws IOException {
    JsonNode run = evaluate("mask");
    assertThat(run.at("/global/j_and_f").asDouble()).as("J&F:%n%s", run).isGreaterThan(0.807);
    Map<String, Double> floors =
        Map.of(
            "camera", 0.88,
            "leavesAndReturns", 0.80,
            "moving", 0.87,
            "occluded", 0.49,
            "twoAlike", 0.67);
    floors.forEach((scene, floor) -> assertThat(j(run, scene)).as(scene).isGreaterThan(floor));
  }

  @Test
  void pocket_fromAClick_staysAboveTheFloor() throws IOException {
    JsonNode run = evaluate("click");
    assertThat(run.at("/global/j_and_f").asDouble()).as("J&F:%n%s", run).isGreaterThan(0.771);
  }

  @Test
  void pocket_fromABox_staysAboveTheFloor() throws IOException {
    JsonNode run = evaluate("box");
    assertThat(run.at("/global/j_and_f").asDouble()).as("J&F:%n%s", run).isGreaterThan(0.797);
  }

  private JsonNode evaluate(String init) throws IOException {
    Path json = folder.resolve("run.json");
    Result result =
        Cli.run("eval", "davis", data, "--init", init, "--device", "cpu", "--json", json);
    assertThat(result.code()).as(result.err()).isZero();
    return new JsonMapper().readTree(json.toFile());
  }

  /** Mean J of the first object of a scene. */
  private static double j(JsonNode run, String scene) {
    return StreamSupport.stream(run.get("objects").spliterator(), false)
        .filter(object -> object.get("sequence").asText().equals(scene))
        .mapToDouble(object -> object.at("/j/mean").asDouble())
        .findFirst()
        .orElseThrow();
  }
}
