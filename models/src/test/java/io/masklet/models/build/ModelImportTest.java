package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelStore;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Weights;
import io.masklet.models.testing.Runner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the weights of pocket, which are small and recognised like any other. */
class ModelImportTest {

  private static final byte[] POCKET =
      Weights.resource("/io/masklet/models/pocket/pocket.safetensors");

  private Path folder = Path.of("");
  private ModelRegistry registry = new ModelRegistry();
  private GraphCache cache = GraphCache.ofUser();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void emptyStore(@TempDir Path temp) {
    folder = temp;
    registry = new ModelRegistry(new ModelStore(temp.resolve("home")));
    cache = new GraphCache(temp.resolve("cache"));
  }

  private RegisteredModel load(Path file, @Nullable String name, boolean replace) {
    return new ModelImport(registry, cache)
        .run(new ModelImport.Request(file, name, 0, replace, false), progress());
  }

  private ModelImport.Progress progress() {
    return new ModelImport.Progress() {
      @Override
      public void recognised(ModelManifest manifest) {
        told.add("recognised " + manifest.name());
      }

      @Override
      public void building(String graph, int number, int count) {
        told.add(graph + " " + number + "/" + count);
      }
    };
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** The same network with another value in its last weight. */
  private static byte[] tuned() {
    byte[] tuned = POCKET.clone();
    tuned[tuned.length - 3] ^= 1;
    return tuned;
  }

  @Test
  void run_fineTunedFile_isStoredByteForByteAndBuilt() throws IOException {
    Path file = file("My Dogs.safetensors", tuned());
    RegisteredModel model = load(file, null, false);
    ModelManifest manifest = model.manifest();
    assertThat(manifest.name()).isEqualTo("my-dogs");
    assertThat(manifest.family()).isEqualTo("pocket");
    assertThat(manifest.source()).isEqualTo(file.toString());
    assertThat(manifest.licence()).contains("not recorded");
    assertThat(model.weights().sha256()).isEqualTo(manifest.sha256());
    assertThat(registry.store().folder("my-dogs").resolve("My Dogs.safetensors"))
        .hasBinaryContent(tuned());
    assertThat(told)
        .containsExactly(
            "recognised my-dogs",
            "image_encoder 1/4",
            "memory_attention 2/4",
            "mask_decoder 3/4",
            "memory_encoder 4/4");
    assertThat(file).exists();
  }

  @Test
  void ensureBuilt_imported_needsNoLookAtTheWeights() throws IOException {
    load(file("dogs.safetensors", tuned()), null, false);
    Files.delete(registry.store().folder("dogs").resolve("dogs.safetensors"));
    BuiltModel built = new ModelBuilder(registry, cache).ensureBuilt("dogs");
    assertThat(built.name()).isEqualTo("dogs");
    assertThat(built.spec().recentMemories()).isEqualTo(3);
    assertThat(built.spec().modelSidePx()).isEqualTo(448);
    Runner.load(built.graph(BuiltModel.MASK_DECODER)).close();
  }

  @Test
  void run_sameFileAgain_changesNothing() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    load(file, null, false);
    Path manifest = ModelStore.manifestIn(registry.store().folder("dogs"));
    var written = Files.getLastModifiedTime(manifest);
    told.clear();
    load(file, null, false);
    assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(written);
    assertThat(told).containsExactly("recognised dogs"); // and built nothing
  }

  @Test
  void run_nameTaken_isRefusedUnlessReplaced() throws IOException {
    load(file("a.safetensors", POCKET), "dogs", false);
    String before = registry.get("dogs").manifest().sha256();
    Path other = file("b.safetensors", tuned());
    assertThatThrownBy(() -> load(other, "dogs", false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("called dogs already, with other weights (from ")
        .hasMessageContaining("--force");
    assertThat(registry.get("dogs").manifest().sha256()).isEqualTo(before);
    RegisteredModel replaced = load(other, "dogs", true);
    assertThat(replaced.manifest().sha256()).isNotEqualTo(before);
    assertThat(replaced.weights().sha256()).isEqualTo(replaced.manifest().sha256());
    assertNothingHalfDone();
  }

  @Test
  void run_embeddedName_isRefused() throws IOException {
    Path file = file("pocket.safetensors", tuned());
    assertThatThrownBy(() -> load(file, null, true))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("choose another with --name");
  }

  @Test
  void run_senselessName_isRefused() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    assertThatThrownBy(() -> load(file, "../../dogs", false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("naming a model");
  }

  @Test
  void run_fileCalledAsTheManifest_losesNothing() throws IOException {
    RegisteredModel model = load(file("model.json", tuned()), null, false);
    assertThat(model.manifest().name()).isEqualTo("model");
    assertThat(model.weights().sha256()).isEqualTo(model.manifest().sha256());
  }

  @Test
  void run_manifestDamaged_isReplacedOnlyIfAsked() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    load(file, null, false);
    Path manifest = ModelStore.manifestIn(registry.store().folder("dogs"));
    Files.writeString(manifest, "{");
    assertThatThrownBy(() -> load(file, null, false)).isInstanceOf(ModelException.class);
    load(file, null, true);
    assertThat(registry.get("dogs").manifest().name()).isEqualTo("dogs");
    assertNothingHalfDone();
  }

  @Test
  void run_filesThatAreNone_leaveNothingBehind() throws IOException {
    byte[] truncated = Arrays.copyOf(POCKET, POCKET.length / 2);
    byte[] page = "<html>no such file</html>".getBytes(StandardCharsets.UTF_8);
    for (byte[] content : List.of(new byte[0], page, truncated)) {
      Path file = file("dogs.safetensors", content);
      assertThatThrownBy(() -> load(file, null, false))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> load(folder.resolve("nowhere.pt"), null, false))
        .isInstanceOf(CheckpointException.class);
    assertThat(registry.names()).containsExactly("pocket");
    assertThat(cache.models()).doesNotExist();
  }

  @Test
  void run_otherImageSize_isTheModelsOwnFromThen() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    load(file, null, false);
    RegisteredModel larger =
        new ModelImport(registry, cache)
            .run(new ModelImport.Request(file, null, 512, false, false), progress());
    assertThat(larger.manifest().network().imageSize()).isEqualTo(512);
    assertThat(larger.manifest().network().trainedImageSize()).isEqualTo(448);
    ModelBuilder builder = new ModelBuilder(registry, cache);
    assertThat(builder.ensureBuilt("dogs").spec().modelSidePx()).isEqualTo(512);
    assertThat(builder.ensureBuilt("dogs", new BuildOptions(448)).spec().modelSidePx())
        .isEqualTo(448);
    assertThat(CachedGraphs.in(cache, "dogs")).hasSize(2);
    assertNothingHalfDone();
  }

  @Test
  void run_severalAtOnce_allGetTheModel() throws Exception {
    Path file = file("dogs.safetensors", tuned());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<RegisteredModel> once =
          () ->
              new ModelImport(new ModelRegistry(registry.store()), cache)
                  .run(
                      new ModelImport.Request(file, null, 0, false, false),
                      new ModelImport.Progress() {
                        @Override
                        public void recognised(ModelManifest manifest) {}

                        @Override
                        public void building(String graph, int number, int count) {}
                      });
      for (Future<RegisteredModel> model : threads.invokeAll(List.of(once, once, once))) {
        assertThat(model.get().weights().sha256()).isEqualTo(model.get().manifest().sha256());
      }
    } finally {
      threads.shutdown();
    }
    assertNothingHalfDone();
  }

  @Test
  void copy_diskFull_leavesTheStoreAsItWas() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> FileCopy.copy(new ByteArrayInputStream(POCKET), full))
        .hasMessage("No space left on device");
  }

  @Test
  void run_storeCannotBeWritten_saysWhatToDo() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    ModelStore blocked = new ModelStore(Files.createFile(folder.resolve("file")));
    assertThatThrownBy(
            () ->
                new ModelImport(new ModelRegistry(blocked), cache)
                    .run(new ModelImport.Request(file, null, 0, false, false), progress()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("set MASKLET_HOME to another folder");
  }

  @Test
  void copy_fileChangedMeanwhile_isRefused() throws IOException {
    Path file = file("dogs.safetensors", tuned());
    assertThatThrownBy(() -> FileCopy.copy(file, folder.resolve("copy"), "00"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("changed while it was imported");
  }

  @Test
  void remove_imported_takesWeightsAndGraphs() throws IOException {
    load(file("dogs.safetensors", tuned()), null, false);
    load(file("cats.safetensors", POCKET), null, false);
    ModelRemoval removal = new ModelRemoval(registry, cache);
    ModelRemoval.Freed freed = removal.remove("dogs");
    assertThat(freed.weightsBytes()).isGreaterThan(POCKET.length);
    assertThat(freed.graphsBytes()).isGreaterThan(1_000_000);
    assertThat(registry.names()).containsExactly("pocket", "cats");
    assertThat(CachedGraphs.in(cache, "dogs")).isEmpty();
    assertThat(CachedGraphs.in(cache, "cats")).hasSize(1);
    assertThatThrownBy(() -> removal.remove("dogs")).hasMessageContaining("unknown model");
    assertThatThrownBy(() -> removal.remove("pocket"))
        .hasMessageContaining("travels with Masklet and cannot be removed");
    assertNothingHalfDone();
  }

  @Test
  void prune_graphsOfNoUse_areDeletedAndNoOthers() throws IOException {
    load(file("dogs.safetensors", tuned()), null, false);
    CachedGraphs useful = CachedGraphs.in(cache, "dogs").get(0);
    Path older = cache.folder("dogs", "0123456789abcdef");
    copy(useful.folder(), older);
    Path provenance = older.resolve("provenance.json");
    String json = Files.readString(provenance);
    Files.writeString(provenance, json.replaceFirst("\"builder\": [0-9]+", "\"builder\": 1"));
    Files.createDirectories(cache.folder("dogs", "nobody-knows"));
    ModelRemoval removal = new ModelRemoval(registry, cache);
    assertThat(removal.useless()).hasSize(2);
    assertThat(removal.prune()).isGreaterThan(1_000_000);
    assertThat(CachedGraphs.in(cache)).containsExactly(useful);
    assertThat(useful.verified()).isPresent();
  }

  @Test
  void verified_oneByteChanged_isNoticed() throws IOException {
    load(file("dogs.safetensors", tuned()), null, false);
    CachedGraphs graphs = CachedGraphs.in(cache, "dogs").get(0);
    assertThat(graphs.verified()).isPresent();
    assertThat(graphs.metadata(BuiltModel.IMAGE_ENCODER))
        .containsEntry("masklet.weights.sha256", registry.get("dogs").manifest().sha256())
        .containsEntry("masklet.options", "image size 448, fp32 for the CPU");
    Path encoder = graphs.folder().resolve("image_encoder.onnx");
    byte[] content = Files.readAllBytes(encoder);
    content[content.length / 2] ^= 1;
    Files.write(encoder, content);
    assertThat(graphs.verified()).isEmpty();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void assertNothingHalfDone() throws IOException {
    for (Path parent : List.of(cache.models(), registry.store().root().resolve("models"))) {
      try (Stream<Path> folders = Files.list(parent)) {
        assertThat(folders).noneMatch(path -> path.toString().contains(".tmp-"));
      }
    }
  }
}
