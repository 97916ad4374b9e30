package io.masklet.models.build;

import io.masklet.models.onnx.OnnxMetadata;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The graphs of one build as they lie in the cache.
 *
 * @param folder where
 * @param provenance what made them, or null if nobody knows any more
 */
public record CachedGraphs(Path folder, @Nullable Provenance provenance) {

  /** All that lie in {@code cache}, sorted by folder. */
  public static List<CachedGraphs> in(GraphCache cache) {
    try (Stream<Path> folders = Files.list(cache.models())) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !Workplace.isTemporary(folder))
          .sorted()
          .map(CachedGraphs::of)
          .toList();
    } catch (IOException e) {
      return List.of(); // there is no such folder before the first build
    }
  }

  /** Those of one model. */
  public static List<CachedGraphs> in(GraphCache cache, String model) {
    return in(cache).stream().filter(graphs -> graphs.isOf(model)).toList();
  }

  private static CachedGraphs of(Path folder) {
    try {
      return new CachedGraphs(folder, new CacheFolder(folder).provenance());
    } catch (IOException | ModelException e) {
      return new CachedGraphs(folder, null); // of an older Masklet, or damaged
    }
  }

  private boolean isOf(String model) {
    return provenance != null && provenance.modelName().equals(model);
  }

  /** Whether this Masklet would use them for weights with this hash. */
  public boolean isUsable(String weightsSha256) {
    return provenance != null
        && provenance.weightsSha256().equals(weightsSha256)
        && provenance.builder() == ModelBuilder.BUILDER_VERSION
        && provenance.opset() == OnnxWriter.OPSET;
  }

  /** Bytes on disk. */
  public long sizeBytes() {
    return Workplace.sizeBytes(folder);
  }

  /** The model, if every byte is what was written; reads all of them. */
  public Optional<BuiltModel> verified() {
    return new CacheFolder(folder).openThoroughly();
  }

  /** What one of the graphs says of itself. */
  public Map<String, String> metadata(String graph) throws IOException {
    return OnnxMetadata.read(new CacheFolder(folder).graph(graph));
  }

  /** Deletes them. */
  public void delete() throws IOException {
    Workplace.discard(folder);
  }
}
