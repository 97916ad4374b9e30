package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.OfficialShapes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every official checkpoint by the names and shapes of its weights; all else by what differs. */
class RecognitionTest {

  private static final String TRUNK = "image_encoder.trunk.";

  @ParameterizedTest
  @CsvSource({
    "sam2.1_hiera_t, sam2.1-tiny, sam2.1, tiny",
    "sam2.1_hiera_s, sam2.1-small, sam2.1, small",
    "sam2.1_hiera_bplus, sam2.1-base-plus, sam2.1, base-plus",
    "sam2.1_hiera_l, sam2.1-large, sam2.1, large",
    "sam2_hiera_t, sam2-tiny, sam2, tiny",
    "sam2_hiera_s, sam2-small, sam2, small",
    "sam2_hiera_bplus, sam2-base-plus, sam2, base-plus",
    "sam2_hiera_l, sam2-large, sam2, large",
    "edgetam, edgetam, edgetam, ''"
  })
  void of_officialCheckpoint_isRecognised(String file, String name, String family, String size) {
    Recognition recognition = Recognition.of(file, OfficialShapes.of(file));
    assertThat(recognition.name()).isEqualTo(name);
    assertThat(recognition.family()).isEqualTo(family);
    assertThat(recognition.size()).isEqualTo(size);
    assertThat(recognition.imageSizePx()).isEqualTo(1024);
    assertThat(OfficialModel.named(name)).isPresent();
  }

  @Test
  void of_pocket_isRecognised() {
    StateDict weights = new ModelRegistry().get("pocket").weights().read();
    Recognition recognition = Recognition.of(weights);
    assertThat(recognition.name()).isEqualTo("pocket");
    assertThat(recognition.config("pocket", 384).dModel()).isEqualTo(128);
  }

  @Test
  void config_otherSize_differsInNothingElse() {
    Recognition recognition = Recognition.of("file", OfficialShapes.of("sam2.1_hiera_bplus"));
    Sam2Config config = recognition.config("mine", 512);
    assertThat(config.name()).isEqualTo("mine");
    assertThat(config.imageSizePx()).isEqualTo(512);
    assertThat(config.trunk())
        .isEqualTo(
            new Sam2Config.Hiera(
                112, 2, List.of(2, 3, 16, 3), List.of(12, 16, 20), List.of(8, 4, 14, 7)));
    assertThat(config.memoryLayers()).isEqualTo(4);
    assertThatThrownBy(() -> recognition.config("mine", 500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of 32, got 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_obj_embed_spatial",
        "maskmem_tpos_enc",
        "memory_attention.layers.3.linear2.bias",
        TRUNK + "blocks.10.proj.weight",
        "sam_mask_decoder.output_hypernetworks_mlps.3.layers.2.bias"
      })
  void of_oneWeightMissing_namesIt(String name) {
    var shapes = shapes("sam2.1_hiera_t");
    shapes.remove(name);
    assertThatThrownBy(() -> Recognition.of("cut.pt", shapes))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("cut.pt: expected the weights of one of sam2.1-tiny, ")
        .hasMessageContaining("the nearest is sam2.1-tiny, and 1 of its 471 weights differs")
        .hasMessageContaining("expected " + name + " with shape [")
        .hasMessageEndingWith("received none");
  }

  @Test
  void of_oneWeightMisshapen_namesItAndBothShapes() {
    var shapes = shapes("sam2_hiera_l");
    shapes.put(TRUNK + "pos_embed", List.of(1, 144, 14, 14));
    assertThatThrownBy(() -> Recognition.of("odd.pt", shapes))
        .hasMessageContaining("the nearest is sam2-large")
        .hasMessageEndingWith(
            "expected image_encoder.trunk.pos_embed with shape [1, 144, 7, 7],"
                + " received [1, 144, 14, 14]");
  }

  @Test
  void of_oneWeightTooMany_namesIt() {
    var shapes = shapes("edgetam");
    shapes.put("adapter.weight", List.of(4, 256));
    assertThatThrownBy(() -> Recognition.of("more.pt", shapes))
        .hasMessageContaining("the nearest is edgetam")
        .hasMessageEndingWith("expected no adapter.weight, received one of shape [4, 256]");
  }

  @Test
  void of_countersOfBatchNorms_areNotMissed() {
    var shapes = shapes("edgetam");
    shapes.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    assertThat(Recognition.of("converted", shapes).name()).isEqualTo("edgetam");
  }

  @Test
  void of_namesOfTransformers_saysSo() {
    var shapes = Map.of("vision_encoder.backbone.pos_embed", List.of(1, 96, 7, 7));
    assertThatThrownBy(() -> Recognition.of("model.safetensors", shapes))
        .hasMessageContaining("Hugging Face's transformers, such as vision_encoder.backbone")
        .hasMessageContaining("use the .pt file that the authors publish");
  }

  @Test
  void of_nothing_isRefused() {
    assertThatThrownBy(() -> Recognition.of("empty.pt", Map.of()))
        .hasMessageContaining("received none");
  }

  /** The small networks of the goldens have the names of SAM 2.1 and other shapes. */
  @Test
  void of_stateDictOfOtherWidths_isRefused() {
    StateDict weights = NanoModel.SAM21.weights();
    assertThatThrownBy(() -> Recognition.of(weights))
        .hasMessageContaining("nano-sam21: expected the weights of one of");
  }

  /** What is known of block after block, spelled out by the reference for the two extremes. */
  @ParameterizedTest
  @CsvSource({
    "sam2.1-tiny, 1 2 2 4 4 4 4 4 4 4 8 8, 8 8 4 4 14 0 14 0 14 0 14 7",
    "sam2.1-base-plus, 2 2 4 4 4 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 16 16 16,"
        + " 8 8 8 4 4 4 14 14 14 14 14 14 0 14 14 14 0 14 14 14 0 14 7 7"
  })
  void blocks_headsAndWindows_areTheReferences(String name, String heads, String windows) {
    Architecture known =
        Architecture.KNOWN.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    var blocks = HieraTrunk.blocks((Sam2Config.Hiera) known.config().trunk());
    assertThat(blocks).extracting(HieraTrunk.Block::heads).isEqualTo(numbers(heads));
    assertThat(blocks).extracting(HieraTrunk.Block::window).isEqualTo(numbers(windows));
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.trim().split(" ")).map(Integer::valueOf).toList();
  }

  private static Map<String, List<Integer>> shapes(String file) {
    return new LinkedHashMap<>(OfficialShapes.of(file));
  }
}
