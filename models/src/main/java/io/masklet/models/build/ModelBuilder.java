package io.masklet.models.build;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelStore;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Sha256;
import io.masklet.models.sam2.Sam2Config;
import io.masklet.models.sam2.Sam2Graphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the graphs of a model, once: they are cached on disk by what they are made of.
 *
 * <p>The key is a hash of weights, config, builder and opset, so a change of any of them builds
 * anew. A damaged cache is noticed and rebuilt. Several threads and processes may ask for the same
 * model at once; each gets a complete one.
 */
public final class ModelBuilder {

  /** Raised whenever the same weights would give other graphs. */
  static final int BUILDER_VERSION = 4;

  /** Beyond this the weights lie beside their graph and never in the heap as a whole. */
  private static final long MAX_INLINE_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ModelBuilder.class);

  private final ModelRegistry registry;
  private final ModelStore store;

  /** A builder of the known models into the cache of this user. */
  public ModelBuilder() {
    this(new ModelRegistry(), ModelStore.ofUser());
  }

  public ModelBuilder(ModelRegistry registry, ModelStore store) {
    this.registry = registry;
    this.store = store;
  }

  /**
   * The model called {@code name}, built if it does not lie ready. Ready is a matter of
   * milliseconds, building of a second for pocket.
   *
   * @throws ModelException if the name is unknown, the weights are not what the manifest says, or
   *     the cache cannot be written
   */
  public BuiltModel ensureBuilt(String name) {
    return ensureBuilt(registry.get(name));
  }

  /** The same for a model that need not be in the registry. */
  public BuiltModel ensureBuilt(RegisteredModel model) {
    ModelManifest manifest = model.manifest();
    Path folder = store.folder(manifest.name(), key(manifest));
    return new CacheFolder(folder).open(manifest).orElseGet(() -> build(model, folder));
  }

  private BuiltModel build(RegisteredModel model, Path folder) {
    String name = model.manifest().name();
    LOG.info("Building the graphs of {} in {}", name, folder);
    try (Workplace workplace = Workplace.beside(folder)) {
      write(model, new CacheFolder(workplace.folder()));
      workplace.publish(() -> new CacheFolder(folder).open(model.manifest()).isPresent());
      return new CacheFolder(folder)
          .open(model.manifest())
          .orElseThrow(() -> new IOException("what was written cannot be read back"));
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          "the graphs of %s cannot be written to %s: %s; free some space or set %s to another folder"
              .formatted(name, folder, e.getMessage(), ModelStore.ENVIRONMENT),
          e);
    }
  }

  private static void write(RegisteredModel model, CacheFolder into) throws IOException {
    StateDict weights = weights(model);
    Sam2Graphs graphs = new Sam2Graphs(config(model.manifest()), weights);
    Map<String, Consumer<OnnxWriter>> parts =
        Map.of(
            BuiltModel.IMAGE_ENCODER, graphs::imageEncoder,
            BuiltModel.MEMORY_ATTENTION, graphs::memoryAttention,
            BuiltModel.MASK_DECODER, graphs::maskDecoder,
            BuiltModel.MEMORY_ENCODER, graphs::memoryEncoder);
    boolean inline = weights.floatBytes() <= MAX_INLINE_BYTES;
    for (var part : parts.entrySet()) {
      String name = part.getKey();
      try (WeightStore store =
          inline ? WeightStore.inline() : WeightStore.external(into.graphWeights(name))) {
        OnnxWriter writer = new OnnxWriter(name, store);
        part.getValue().accept(writer);
        describe(model.manifest(), writer);
        writer.write(into.graph(name));
      } catch (CheckpointException | IllegalArgumentException e) {
        throw new ModelException(
            "Building %s of %s: %s".formatted(name, model.manifest().name(), e.getMessage()), e);
      }
    }
    into.seal(graphs.constants());
  }

  /** A graph on its own still says what made it. */
  private static void describe(ModelManifest manifest, OnnxWriter writer) {
    writer.addMetadata("masklet.model", manifest.name() + " " + manifest.version());
    writer.addMetadata("masklet.licence", manifest.licence());
    writer.addMetadata("masklet.weights.sha256", manifest.sha256());
    writer.addMetadata("masklet.builder", Integer.toString(BUILDER_VERSION));
    writer.addMetadata("masklet.config", manifest.config().toString());
  }

  private static StateDict weights(RegisteredModel model) {
    ModelManifest manifest = model.manifest();
    ByteBuffer file = model.weights().get();
    String hash = Sha256.of(file);
    if (!hash.equals(manifest.sha256())) {
      throw new ModelException(
          "weights of %s: expected SHA-256 %s as in its manifest, received %s; the file is damaged"
              .formatted(manifest.name(), manifest.sha256(), hash));
    }
    return SafetensorsReader.read("weights of " + manifest.name(), file);
  }

  private static Sam2Config config(ModelManifest manifest) {
    ModelManifest.Config config = manifest.config();
    if (!config.trunk().type().equals("repvit")) {
      throw new ModelException(
          "model %s: expected trunk type repvit, received %s"
              .formatted(manifest.name(), config.trunk().type()));
    }
    return new Sam2Config(
        manifest.name(),
        config.imageSize(),
        new Sam2Config.RepVit(config.trunk().widths(), config.trunk().depths()),
        config.dModel(),
        config.memDim(),
        config.decoder().heads(),
        config.decoder().mlpDim(),
        config.memoryAttention().layers(),
        config.memoryAttention().feedForward());
  }

  private static String key(ModelManifest manifest) {
    String parts =
        String.join(
            "\n",
            manifest.sha256(),
            manifest.config().toString(),
            "builder " + BUILDER_VERSION,
            "opset " + OnnxWriter.OPSET);
    return Sha256.of(parts).substring(0, 16);
  }
}
