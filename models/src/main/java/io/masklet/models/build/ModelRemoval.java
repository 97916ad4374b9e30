package io.masklet.models.build;

import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.RegisteredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes models and their graphs away again.
 *
 * @param registry the models
 * @param cache their graphs
 */
public record ModelRemoval(ModelRegistry registry, GraphCache cache) {

  /** Those of this user. */
  public static ModelRemoval ofUser() {
    return new ModelRemoval(new ModelRegistry(), GraphCache.ofUser());
  }

  /**
   * What was freed.
   *
   * @param weightsBytes of the authors' file and its manifest
   * @param graphsBytes of the graphs
   */
  public record Freed(long weightsBytes, long graphsBytes) {}

  /**
   * Removes an imported model and all graphs that were built from it.
   *
   * @throws ModelException if there is no such model, or it travels with Masklet
   */
  public Freed remove(String name) throws IOException {
    if (ModelRegistry.isEmbedded(name)) {
      throw new ModelException(
          "%s travels with Masklet and cannot be removed; 'masklet models prune' deletes graphs that"
                  .formatted(name)
              + " are of no use any more");
    }
    Path folder = registry.store().folder(name);
    if (!Files.isDirectory(folder)) {
      registry.get(name); // has a better word for what is not there
    }
    long weights = Workplace.sizeBytes(folder);
    Workplace.discard(folder);
    return new Freed(weights, delete(CachedGraphs.in(cache, name)));
  }

  /**
   * Graphs that no model would use: of other builders, of weights that are gone, or damaged beyond
   * recognition.
   */
  public List<CachedGraphs> useless() {
    return CachedGraphs.in(cache).stream().filter(graphs -> !isOfUse(graphs)).toList();
  }

  /** Deletes {@link #useless()} graphs and what killed builds left; returns the bytes freed. */
  public long prune() throws IOException {
    long freed = delete(useless());
    for (Path folder : List.of(cache.models(), registry.store().root().resolve("models"))) {
      if (Files.isDirectory(folder)) {
        Workplace.sweep(folder);
      }
    }
    return freed;
  }

  private boolean isOfUse(CachedGraphs graphs) {
    if (graphs.provenance() == null) {
      return false;
    }
    try {
      RegisteredModel model = registry.get(graphs.provenance().modelName());
      return graphs.isUsable(model.manifest().sha256());
    } catch (ModelException e) {
      return false; // removed, or so damaged that it must be imported anew
    }
  }

  private static long delete(List<CachedGraphs> all) throws IOException {
    long freed = 0;
    for (CachedGraphs graphs : all) {
      freed += graphs.sizeBytes();
      graphs.delete();
    }
    return freed;
  }
}
