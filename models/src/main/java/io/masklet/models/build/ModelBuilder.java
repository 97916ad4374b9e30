package io.masklet.models.build;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.DiskSpace;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.Provenance;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Sha256;
import io.masklet.models.sam2.Sam2Graphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

  /** Raised whenever the same weights would give other graphs, or another spec beside them. */
  static final int BUILDER_VERSION = 12;

  /** Beyond this the weights lie beside their graph and never in the heap as a whole. */
  private static final long MAX_INLINE_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ModelBuilder.class);

  private final ModelRegistry registry;
  private final GraphCache cache;

  /** A builder of the known models into the cache of this user. */
  public ModelBuilder() {
    this(new ModelRegistry(), GraphCache.ofUser());
  }

  public ModelBuilder(ModelRegistry registry, GraphCache cache) {
    this.registry = registry;
    this.cache = cache;
  }

  /**
   * The model called {@code name}, built if it does not lie ready. Ready is a matter of
   * milliseconds, and its weights are not looked at; building takes a second for pocket.
   *
   * @throws ModelException if the name is unknown, the weights are not what the manifest says, or
   *     the cache cannot be written
   */
  public BuiltModel ensureBuilt(String name) {
    return ensureBuilt(name, BuildOptions.defaults());
  }

  /** The same, with choices. */
  public BuiltModel ensureBuilt(String name, BuildOptions options) {
    return ensureBuilt(registry.get(name), options, Progress.SILENT);
  }

  /** The same for a model that need not be in the registry. */
  public BuiltModel ensureBuilt(RegisteredModel model) {
    return ensureBuilt(model, BuildOptions.defaults(), Progress.SILENT);
  }

  /** The same, and tells how far it is. */
  public BuiltModel ensureBuilt(RegisteredModel model, BuildOptions options, Progress progress) {
    ModelManifest manifest = model.manifest();
    Path folder = cache.folder(manifest.name(), key(manifest, options));
    return new CacheFolder(folder).open().orElseGet(() -> build(model, options, folder, progress));
  }

  private static BuiltModel build(
      RegisteredModel model, BuildOptions options, Path folder, Progress progress) {
    String name = model.manifest().name();
    LOG.info("Building the graphs of {} in {}", name, folder);
    try (Workplace workplace = Workplace.beside(folder)) {
      write(model, options, new CacheFolder(workplace.folder()), progress);
      workplace.publish(() -> new CacheFolder(folder).open().isPresent());
      return new CacheFolder(folder)
          .open()
          .orElseThrow(() -> new IOException("what was written cannot be read back"));
    } catch (IOException | UncheckedIOException e) {
      throw new ModelException(
          "the graphs of %s cannot be written to %s: %s; free some space or set %s to another folder"
              .formatted(name, folder, e.getMessage(), GraphCache.ENVIRONMENT),
          e);
    }
  }

  private static void write(
      RegisteredModel model, BuildOptions options, CacheFolder into, Progress progress)
      throws IOException {
    StateDict weights = weights(model);
    Blueprint blueprint = Blueprint.of(model.manifest(), weights, options);
    Provenance provenance = provenance(model.manifest(), blueprint, options.variant());
    Sam2Graphs graphs = new Sam2Graphs(blueprint.config(), weights, options.variant());
    DiskSpace.require(into.folder(), weights.floatBytes(), "the graphs of " + provenance.model());
    for (String name : CacheFolder.GRAPHS) {
      progress.building(name, CacheFolder.GRAPHS.indexOf(name) + 1, CacheFolder.GRAPHS.size());
      try (WeightStore store = store(weights, into.graphWeights(name))) {
        OnnxWriter writer = new OnnxWriter(name, store);
        part(graphs, name).accept(writer);
        provenance.metadata().forEach(writer::addMetadata);
        writer.write(into.graph(name));
      } catch (CheckpointException | IllegalArgumentException e) {
        throw new ModelException(
            "Building %s of %s: %s".formatted(name, model.manifest().name(), e.getMessage()), e);
      }
    }
    into.seal(graphs.constants(), provenance);
  }

  private static Consumer<OnnxWriter> part(Sam2Graphs graphs, String name) {
    return switch (name) {
      case BuiltModel.IMAGE_ENCODER -> graphs::imageEncoder;
      case BuiltModel.MEMORY_ATTENTION -> graphs::memoryAttention;
      case BuiltModel.MASK_DECODER -> graphs::maskDecoder;
      case BuiltModel.MEMORY_ENCODER -> graphs::memoryEncoder;
      default -> throw new IllegalArgumentException("there is no graph " + name);
    };
  }

  private static WeightStore store(StateDict weights, Path file) throws IOException {
    boolean inline = weights.floatBytes() <= MAX_INLINE_BYTES;
    return inline ? WeightStore.inline() : WeightStore.external(file);
  }

  private static Provenance provenance(
      ModelManifest manifest, Blueprint blueprint, GraphVariant variant) {
    return new Provenance(
        manifest.name() + " " + manifest.version(),
        manifest.sha256(),
        manifest.licence(),
        manifest.source(),
        BUILDER_VERSION,
        OnnxWriter.OPSET,
        "image size " + blueprint.spec().modelSidePx() + ", " + variant.text(),
        variant,
        blueprint.config().toString(),
        blueprint.spec());
  }

  private static StateDict weights(RegisteredModel model) {
    ModelManifest manifest = model.manifest();
    String hash = model.weights().sha256();
    if (!hash.equals(manifest.sha256())) {
      throw new ModelException(
          "weights of %s: expected SHA-256 %s as in its manifest, received %s; the file is damaged"
              .formatted(manifest.name(), manifest.sha256(), hash));
    }
    return model.weights().read();
  }

  private static String key(ModelManifest manifest, BuildOptions options) {
    String parts =
        String.join(
            "\n",
            manifest.sha256(),
            manifest.network() instanceof ModelManifest.Config config
                ? config.toString()
                : "as recognised",
            "image size " + options.imageSizePx(manifest.network().imageSize()),
            options.variant().text(),
            "builder " + BUILDER_VERSION,
            "opset " + OnnxWriter.OPSET);
    return Sha256.of(parts).substring(0, 16);
  }

  /** Told how far building is. */
  public interface Progress {

    /** Tells nobody. */
    Progress SILENT = (graph, number, count) -> {};

    /**
     * Called before each graph.
     *
     * @param number of the graph, from 1
     * @param count of graphs
     */
    void building(String graph, int number, int count);
  }
}
