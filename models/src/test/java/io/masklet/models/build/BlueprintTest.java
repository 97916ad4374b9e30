package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.mask.Calibration;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelSpec;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.OfficialShapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the weights of an imported file to all that graphs and tracker must know. */
class BlueprintTest {

  @ParameterizedTest
  @CsvSource({
    "sam2.1_hiera_t, 0, 1024, 4096",
    "sam2.1_hiera_t, 768, 768, 2304",
    "sam2_hiera_t, 512, 512, 1024",
    "edgetam, 0, 1024, 512",
    "edgetam, 512, 512, 512"
  })
  void of_officialCheckpoint_followsTheReference(String file, int asked, int side, int tokens) {
    Blueprint blueprint = Blueprint.of(checkpoint(1024), zeros(file), new BuildOptions(asked));
    assertThat(blueprint.config().name()).isEqualTo("mine");
    assertThat(blueprint.config().imageSizePx()).isEqualTo(side);
    assertThat(blueprint.spec())
        .isEqualTo(new ModelSpec(side, 256, 64, tokens, 7, 6, 16, true, false, false, false, 0));
  }

  @Test
  void of_checkpointLikePocket_followsPocket() {
    StateDict weights = new ModelRegistry().get("pocket").weights().read();
    Blueprint blueprint = Blueprint.of(checkpoint(384), weights, BuildOptions.defaults());
    assertThat(blueprint.spec())
        .isEqualTo(new ModelSpec(384, 128, 64, 576, 7, 3, 16, false, true, true, true, 0.05));
  }

  @Test
  void of_unknownNetwork_namesModelAndFile() {
    assertThatThrownBy(
            () ->
                Blueprint.of(checkpoint(1024), NanoModel.SAM21.weights(), BuildOptions.defaults()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model mine: nano-sam21: expected the weights of one of");
  }

  @Test
  void of_sideNotAMultipleOf32_isRefused() {
    assertThatThrownBy(
            () -> Blueprint.of(checkpoint(1024), zeros("edgetam"), new BuildOptions(1000)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("multiple of 32, got 1000");
  }

  private static ModelManifest checkpoint(int imageSize) {
    var file =
        new ModelManifest.Checkpoint("mine.pt", 1, "", imageSize, 1024, "2026-01-01T00:00:00Z");
    return new ModelManifest(
        "mine",
        "1",
        "sam2.1",
        "Apache 2.0",
        "a test",
        "0".repeat(64),
        file,
        Map.of(),
        Map.of(),
        Calibration.NONE);
  }

  private static StateDict zeros(String model) {
    List<Weight> weights =
        OfficialShapes.of(model).entrySet().stream()
            .map(entry -> zero(entry.getKey(), entry.getValue()))
            .toList();
    return new StateDict(model, weights);
  }

  private static Weight zero(String name, List<Integer> shape) {
    int count = shape.stream().reduce(1, (a, b) -> a * b);
    return Weight.of(name, shape.stream().mapToInt(extent -> extent).toArray(), new float[count]);
  }
}
