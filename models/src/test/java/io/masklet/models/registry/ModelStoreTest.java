package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.mask.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {

  private static final ModelManifest MANIFEST =
      new ModelManifest(
          "cells",
          "1",
          "sam2.1",
          "as its author says",
          "/home/me/cells \"v2\".pt",
          "00ff".repeat(16),
          new ModelManifest.Checkpoint("cells.pt", 12, "tiny", 768, 1024, "2026-01-02T03:04:05Z"),
          Map.of(),
          Map.of(),
          Calibration.NONE);

  private final Path root;
  private final ModelStore store;

  ModelStoreTest(@TempDir Path root) {
    this.root = root;
    this.store = new ModelStore(root);
  }

  private void put(String json) throws IOException {
    Path folder = Files.createDirectories(store.folder("cells"));
    Files.writeString(ModelStore.manifestIn(folder), json);
    Files.write(folder.resolve("cells.pt"), new byte[12]);
  }

  @Test
  void find_whatWasWritten_isReadBack() throws IOException {
    put(MANIFEST.toJson());
    assertThat(store.names()).containsExactly("cells");
    RegisteredModel model = store.find("cells").orElseThrow();
    assertThat(model.manifest()).isEqualTo(MANIFEST);
    assertThat(model.weights().sha256())
        .isEqualTo(Sha256.of(java.nio.ByteBuffer.wrap(new byte[12])));
  }

  @Test
  void names_nothingImported_isEmpty() throws IOException {
    assertThat(new ModelStore(root.resolve("nowhere")).names()).isEmpty();
    Files.createDirectories(root.resolve("models/half.tmp-1"));
    Files.createDirectories(root.resolve("models/no-manifest"));
    assertThat(store.names()).isEmpty();
    assertThat(store.find("no-manifest")).isEmpty();
  }

  @Test
  void find_manifestPointsOutside_isRefused() throws IOException {
    put(MANIFEST.toJson().replace("cells.pt\",\n    \"sizeBytes", "../x\",\n    \"sizeBytes"));
    assertThatThrownBy(() -> store.find("cells"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("names a file outside its folder: ../x");
  }

  @Test
  void find_manifestDamaged_saysWhichFile() throws IOException {
    put("{");
    assertThatThrownBy(() -> store.find("cells"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(ModelStore.manifestIn(store.folder("cells")).toString());
  }

  @Test
  void registry_importedAndEmbedded_areBothThere() throws IOException {
    put(MANIFEST.toJson());
    ModelRegistry registry = new ModelRegistry(store);
    assertThat(registry.names()).containsExactly("pocket", "cells");
    assertThat(registry.get("cells").manifest()).isEqualTo(MANIFEST);
    assertThatThrownBy(() -> registry.get("cell"))
        .hasMessage("unknown model \"cell\"; known are [pocket, cells], the nearest is \"cells\"");
    assertThatThrownBy(() -> registry.get("sam2.1-tiny"))
        .hasMessage(
            "the model \"sam2.1-tiny\" is not on this machine; get it with"
                + " 'masklet models pull sam2.1-tiny'");
    assertThatThrownBy(() -> registry.get("sam2.1-tinny"))
        .hasMessageEndingWith("the nearest is \"sam2.1-tiny\", which 'masklet models pull' gets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", ".hidden", "a/b", "a\\b", "A", "con", "nul.txt", "a.", "x.tmp-1", "a b", "é"
      })
  void folder_nameThatIsNone_isRefused(String name) {
    assertThatThrownBy(() -> store.folder(name))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("got \"" + name + "\"");
    assertThat(store.find(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sam2.1_hiera_tiny.pt, sam2.1_hiera_tiny",
    "My Cells (v2).safetensors, my-cells-v2",
    "checkpoint.12.pth, checkpoint.12",
    ".pt, imported",
    "日本.pt, imported",
    "CON.pt, imported"
  })
  void ofFile_anyFile_isAName(String file, String name) {
    assertThat(ModelName.ofFile(file)).isEqualTo(name);
    assertThat(ModelName.require(name)).isEqualTo(name);
  }
}
