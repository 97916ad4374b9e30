package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

  @Test
  void get_pocket_manifestMatchesItsWeights() {
    RegisteredModel pocket = new ModelRegistry().get("pocket");
    ModelManifest manifest = pocket.manifest();
    assertThat(Sha256.of(pocket.weights().get())).isEqualTo(manifest.sha256());
    assertThat(manifest.spec())
        .isEqualTo(
            new ModelSpec(
                384,
                128,
                64,
                576,
                7,
                3,
                16,
                manifest.config().multimaskOutputForTracking(),
                false));
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
        .hasMessage("m.json: expected more at character 1 of its JSON, found the end");
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

  @Test
  void defaultRoot_everyPlatform_isItsCacheFolder() {
    Path home = Path.of("home");
    assertThat(ModelStore.defaultRoot(Map.of("MASKLET_CACHE", "here"), "Linux", home))
        .isEqualTo(Path.of("here"));
    assertThat(ModelStore.defaultRoot(Map.of(), "Linux", home))
        .isEqualTo(Path.of("home/.cache/masklet"));
    assertThat(ModelStore.defaultRoot(Map.of("XDG_CACHE_HOME", "xdg"), "Linux", home))
        .isEqualTo(Path.of("xdg/masklet"));
    assertThat(ModelStore.defaultRoot(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of("home/Library/Caches/masklet"));
    assertThat(ModelStore.defaultRoot(Map.of("LOCALAPPDATA", "app"), "Windows 11", home))
        .isEqualTo(Path.of("app/masklet/cache"));
  }
}
