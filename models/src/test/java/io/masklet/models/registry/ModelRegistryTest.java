package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.Calibration.Line;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

  @Test
  void get_pocket_manifestMatchesItsWeights() {
    RegisteredModel pocket = new ModelRegistry().get("pocket");
    ModelManifest manifest = pocket.manifest();
    assertThat(pocket.weights().sha256()).isEqualTo(manifest.sha256());
    assertThat(pocket.weights().read().has("no_mem_embed")).isTrue();
    assertThat(manifest.network().imageSize()).isEqualTo(448);
  }

  @Test
  void get_unknownName_listsTheKnownAndTheNearest() {
    assertThatThrownBy(() -> new ModelRegistry().get("poket"))
        .isInstanceOf(ModelException.class)
        .hasMessage("unknown model \"poket\"; known are [pocket], the nearest is \"pocket\"");
  }

  @Test
  void parse_fieldMissingOrOfAnotherType_saysWhich() {
    assertThatThrownBy(() -> ModelManifest.parse("m.json", "{\"name\":\"m\"}"))
        .isInstanceOf(ModelException.class)
        .hasMessage("m.json: version: expected a text, found none");
    assertThatThrownBy(() -> Fields.parse("m.json", "{\"a\":{\"b\":1.5}}").object("a").integer("b"))
        .hasMessage("m.json: a.b: expected a whole number, found 1.5");
    assertThatThrownBy(() -> Fields.parse("m.json", "{\"a\":[1,\"b\"]}").integers("a"))
        .hasMessage("m.json: a: expected whole numbers, found b");
    assertThatThrownBy(() -> Fields.parse("m.json", "{"))
        .hasMessageStartingWith("m.json: expected JSON at character 1: Unexpected end-of-input");
  }

  @Test
  void parse_calibration_holdsForTheWeightsItWasMeasuredWith() {
    Calibration measured = new Calibration(new Line(1.5, -0.25), new Line(2, 1));
    String json = calibratedManifest("aa", "1.5");
    assertThat(ModelManifest.parse("m", json).calibration()).isEqualTo(measured);
    assertThat(ModelManifest.parse("m", calibratedManifest("bb", "1.5")).calibration())
        .isEqualTo(Calibration.NONE);
    assertThatThrownBy(() -> ModelManifest.parse("m", calibratedManifest("aa", "-1")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("m: calibration.presence.")
        .hasMessageContaining("above 0");
  }

  private static String calibratedManifest(String weights, String scale) {
    return """
        {"name": "m", "version": "1", "family": "sam2.1", "licence": "", "source": "",
         "sha256": "aa",
         "checkpoint": {"file": "m.pt", "sizeBytes": 1, "size": "tiny", "imageSize": 1024,
                        "trainedImageSize": 1024, "imported": ""},
         "calibration": {"weights": "%s", "presence": {"scale": %s, "shift": -0.25},
                         "iou": {"scale": 2, "shift": 1}}}
        """
        .formatted(weights, scale);
  }

  @Test
  void parse_everyKindOfValue_isRead() {
    Fields fields =
        Fields.parse("m", "{\"a\":true,\"b\":null,\"c\":[-1],\"d\":{\"e\":\"\\u00e9\\n\"}}");
    assertThat(fields.flag("a")).isTrue();
    assertThat(fields.members()).doesNotContainKey("b");
    assertThat(fields.integers("c")).containsExactly(-1);
    assertThat(fields.object("d").text("e")).isEqualTo("\u00e9\n");
  }

  @Test
  void of_text_isSha256() {
    assertThat(Sha256.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .isEqualTo(Sha256.of(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'})));
  }
}
