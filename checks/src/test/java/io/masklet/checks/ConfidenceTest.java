package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.testdata.EvaluationSet;
import io.masklet.testdata.SyntheticScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of masks on drawn scenes that nothing was fitted on, against the truth. */
@Tag("e2e")
class ConfidenceTest {

  /** Not among those of ConfidenceFit. */
  private static final long SEED = 41;

  private static JsonNode found;
  private static String plot;

  @BeforeAll
  static void track(@TempDir Path root) throws IOException {
    Path data = root.resolve("data");
    for (SyntheticScene scene :
        List.of(
            SyntheticScene.camera(SEED),
            SyntheticScene.leavesAndReturns(SEED),
            SyntheticScene.moving(SEED),
            SyntheticScene.occluded(SEED),
            SyntheticScene.twoAlike(SEED))) {
      EvaluationSet.write(scene, scene.frameCount(), 1, data);
    }
    Path json = root.resolve("confidence.json");
    Path svg = root.resolve("confidence.svg");
    Result result =
        Cli.run("eval", "confidence", data, "--init", "click", "--json", json, "--plot", svg);
    assertThat(result.code()).as(result.err()).isZero();
    found = new JsonMapper().readTree(json.toFile());
    plot = Files.readString(svg);
  }

  private static double auc(String order) {
    return found.at("/order/" + order + "/auc").asDouble();
  }

  @Test
  void needsYou_findsBadMasks_betterThanChanceAndThanTheScoresAlone() {
    assertThat(found.get("bad").asInt()).isGreaterThan(20);
    assertThat(auc("needs_you"))
        .isGreaterThan(0.65)
        .isGreaterThan(auc("object_score") + 0.02)
        .isGreaterThan(auc("predicted_iou") + 0.02);
    double chance = found.get("bad").asDouble() / found.get("masks").asDouble();
    JsonNode first = found.at("/order/needs_you/found/1");
    assertThat(first.get("looked").asDouble()).isEqualTo(0.1);
    assertThat(first.get("precision").asDouble()).isGreaterThan(1.5 * chance);
  }

  @Test
  void absentObjects_areSaidToBeAbsent() {
    int absent = found.at("/absence/absent").asInt();
    int said = found.at("/absence/said_absent").asInt();
    int rightly = found.at("/absence/rightly").asInt();
    assertThat(absent).isGreaterThan(5); // the ball rolls out of the picture
    assertThat((double) rightly / absent).isGreaterThan(0.8);
    assertThat((double) rightly / said).isGreaterThan(0.3); // an animal that is lost for a while
  }

  @Test
  void reliability_countsEveryMaskOnce_andIsDrawn() {
    JsonNode presence = found.at("/reliability/presence");
    int sum = 0;
    for (JsonNode bin : presence.get("bins")) {
      sum += bin.get("masks").asInt();
    }
    assertThat(sum).isEqualTo(found.get("masks").asInt());
    assertThat(presence.get("calibration_error").asDouble()).isLessThan(0.1);
    assertThat(found.at("/reliability/expected_iou/calibration_error").asDouble()).isLessThan(0.25);
    assertThat(plot)
        .contains(
            "share of bad ones found", "Predicted IoU", "Object score", "Needs you", "</svg>");
  }
}
