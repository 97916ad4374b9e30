package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Weights;
import io.masklet.models.testing.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Built once, noticed when damaged, never seen half done. */
class ModelBuilderTest {

  private Path cache;
  private ModelBuilder builder;

  @BeforeEach
  void emptyCache(@TempDir Path folder) {
    cache = folder;
    builder = new ModelBuilder(new ModelRegistry(), new GraphCache(cache));
  }

  @Test
  void ensureBuilt_pocket_loadsInOnnxRuntime() {
    BuiltModel pocket = builder.ensureBuilt("pocket");
    for (Path graph : pocket.graphs().values()) {
      Runner.load(graph).close();
    }
    assertThat(pocket.spec().modelSidePx()).isEqualTo(448);
    assertThat(pocket.constants().keySet())
        .containsExactlyInAnyOrder(
            "no_mem_embed", "no_obj_ptr", "mask_downsample.weight", "mask_downsample.bias");
  }

  @Test
  void ensureBuilt_again_touchesNothing() throws IOException {
    Path graph = builder.ensureBuilt("pocket").graph(BuiltModel.MASK_DECODER);
    var written = Files.getLastModifiedTime(graph);
    BuiltModel again = builder.ensureBuilt("pocket");
    assertThat(again.graph(BuiltModel.MASK_DECODER)).isEqualTo(graph);
    assertThat(Files.getLastModifiedTime(graph)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mask_decoder.onnx", "constants.safetensors", "checksums.txt"})
  void ensureBuilt_fileMissing_buildsAnew(String file) throws IOException {
    Path folder = folderOf(builder.ensureBuilt("pocket"));
    byte[] sound = Files.readAllBytes(folder.resolve(file));
    Files.delete(folder.resolve(file));
    assertRestored(folder.resolve(file), sound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_encoder.onnx", "constants.safetensors", "checksums.txt"})
  void ensureBuilt_fileTruncated_buildsAnew(String file) throws IOException {
    Path damaged = folderOf(builder.ensureBuilt("pocket")).resolve(file);
    byte[] sound = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(sound, sound.length / 2));
    assertRestored(damaged, sound);
  }

  @Test
  void ensureBuilt_oneByteChanged_buildsAnew() throws IOException {
    Path damaged = builder.ensureBuilt("pocket").graph(BuiltModel.MEMORY_ATTENTION);
    byte[] sound = Files.readAllBytes(damaged);
    byte[] changed = sound.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(damaged, changed);
    assertRestored(damaged, sound);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ensureBuilt_severalAtOnce_allGetTheWholeModel(boolean damagedBefore) throws Exception {
    if (damagedBefore) {
      Files.delete(builder.ensureBuilt("pocket").graph(BuiltModel.MASK_DECODER));
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<BuiltModel> build =
          () -> new ModelBuilder(new ModelRegistry(), new GraphCache(cache)).ensureBuilt("pocket");
      for (Future<BuiltModel> model : threads.invokeAll(List.of(build, build, build))) {
        assertThat(model.get().graph(BuiltModel.MASK_DECODER)).isNotEmptyFile();
      }
    } finally {
      threads.shutdown();
    }
    assertNothingLeftOver();
  }

  @Test
  void ensureBuilt_oldLeftOvers_areSwept() throws IOException {
    Path models = Files.createDirectories(cache.resolve("models"));
    Path old = Files.createDirectory(models.resolve("pocket-0.tmp-1"));
    Files.createFile(old.resolve("half.onnx"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    builder.ensureBuilt("pocket");
    assertNothingLeftOver();
  }

  @Test
  void ensureBuilt_graph_saysWhatMadeIt() throws IOException {
    Path graph = builder.ensureBuilt("pocket").graph(BuiltModel.MEMORY_ENCODER);
    List<String> facts = new ArrayList<>();
    try (var in = Files.newInputStream(graph)) {
      ModelProto.parseFrom(in)
          .getMetadataPropsList()
          .forEach(fact -> facts.add(fact.getKey() + "=" + fact.getValue()));
    }
    String hash = new ModelRegistry().get("pocket").manifest().sha256();
    assertThat(facts)
        .contains(
            "masklet.weights.sha256=" + hash,
            "masklet.licence=CC BY-NC 4.0",
            "masklet.options=image size 448, fp32 for the CPU")
        .anyMatch(
            fact -> fact.startsWith("masklet.config=Sam2Config[name=pocket, imageSizePx=448"));
  }

  @Test
  void ensureBuilt_otherVariant_liesElsewhereAndSaysSo() throws IOException {
    BuiltModel exact = builder.ensureBuilt("pocket");
    BuildOptions options = BuildOptions.defaults().withVariant(GraphVariant.CPU_INT8);
    BuiltModel rounded = builder.ensureBuilt("pocket", options);
    assertThat(folderOf(rounded)).isNotEqualTo(folderOf(exact));
    assertThat(builder.ensureBuilt("pocket", options))
        .usingRecursiveComparison()
        .isEqualTo(rounded);
    assertThat(List.of(exact.variant(), rounded.variant()))
        .containsExactly(GraphVariant.CPU, GraphVariant.CPU_INT8);
    try (var in = Files.newInputStream(rounded.graph(BuiltModel.MEMORY_ATTENTION))) {
      ModelProto graph = ModelProto.parseFrom(in);
      assertThat(graph.getMetadataPropsList())
          .anyMatch(fact -> fact.getValue().equals("image size 448, int8 for the CPU"));
      assertThat(graph.getGraph().getNodeList())
          .anyMatch(node -> node.getOpType().equals("MatMulIntegerToFloat"));
    }
  }

  @Test
  void ensureBuilt_sameWeights_givesTheSameBytes(@TempDir Path other) throws IOException {
    Path first = builder.ensureBuilt("pocket").graph(BuiltModel.IMAGE_ENCODER);
    var elsewhere = new ModelBuilder(new ModelRegistry(), new GraphCache(other));
    Path second = elsewhere.ensureBuilt("pocket").graph(BuiltModel.IMAGE_ENCODER);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void ensureBuilt_weightsNotTheManifests_isRefused() {
    RegisteredModel pocket = new ModelRegistry().get("pocket");
    var changed =
        new RegisteredModel(
            pocket.manifest(), Weights.ofResource("/io/masklet/models/pocket/pocket.json"));
    assertThatThrownBy(() -> builder.ensureBuilt(changed))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected SHA-256 " + pocket.manifest().sha256());
  }

  @Test
  void ensureBuilt_cacheIsAFile_saysWhatToDo() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));
    var blocked = new ModelBuilder(new ModelRegistry(), new GraphCache(file));
    assertThatThrownBy(() -> blocked.ensureBuilt("pocket"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be written to " + file)
        .hasMessageContaining("set MASKLET_CACHE");
  }

  @Test
  void ensureBuilt_configAgainstWeights_namesBoth() {
    RegisteredModel pocket = new ModelRegistry().get("pocket");
    ModelManifest wrong =
        ModelManifest.parse("wrong.json", json().replace("\"mlpDim\": 512", "\"mlpDim\": 2048"));
    assertThatThrownBy(() -> builder.ensureBuilt(new RegisteredModel(wrong, pocket.weights())))
        .hasMessageStartingWith("Building mask_decoder of pocket: ")
        .hasMessageContaining("with shape [2048, 128], received [512, 128]");
    assertNothingLeftOver();
  }

  private static String json() {
    try (var in =
        ModelRegistry.class.getResourceAsStream("/io/masklet/models/pocket/pocket.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRestored(Path file, byte[] sound) throws IOException {
    builder.ensureBuilt("pocket");
    assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    assertNothingLeftOver();
  }

  private void assertNothingLeftOver() {
    try (Stream<Path> folders = Files.list(cache.resolve("models"))) {
      assertThat(folders).noneMatch(folder -> folder.toString().contains(".tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folderOf(BuiltModel model) {
    return Objects.requireNonNull(model.graph(BuiltModel.MASK_DECODER).getParent());
  }
}
