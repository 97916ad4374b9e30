package io.masklet.cli.run;

import io.masklet.cli.report.Console;
import io.masklet.models.build.CachedGraphs;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.tracker.network.NetworkException;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks at every byte of a model.
 *
 * @param registry the models
 * @param cache their graphs
 */
public record ModelCheck(ModelRegistry registry, GraphCache cache) {

  /** Those of this user. */
  public static ModelCheck ofUser() {
    return new ModelCheck(new ModelRegistry(), GraphCache.ofUser());
  }

  /**
   * Says how the weights and each set of graphs are. Damaged graphs are deleted: they are built
   * anew at the next use.
   *
   * @return whether all is as it must be
   */
  public boolean isSound(String name, Console console) throws IOException {
    RegisteredModel model;
    try {
      model = registry.get(name);
    } catch (ModelException e) {
      if (!registry.names().contains(name)) {
        throw e;
      }
      console.result(name + ": " + e.getMessage() + "; get or import it again with --force");
      return false;
    }
    boolean sound = areWeightsSound(name, model, console);
    for (CachedGraphs graphs : CachedGraphs.in(cache, name)) {
      if (graphs.isUsable(model.manifest().sha256())) {
        sound &= isSound(name, graphs, console);
      }
    }
    return sound;
  }

  private static boolean areWeightsSound(String name, RegisteredModel model, Console console) {
    String expected = model.manifest().sha256();
    String found;
    try {
      found = model.weights().sha256();
    } catch (ModelException e) {
      console.result(name + ": the " + e.getMessage() + "; get or import them again");
      return false;
    }
    boolean sound = found.equals(expected);
    console.result(
        sound
            ? name + ": the weights are as they came, SHA-256 " + found
            : name
                + ": the weights are damaged: expected SHA-256 "
                + expected
                + ", found "
                + found
                + "; get or import them again with --force");
    return sound;
  }

  private static boolean isSound(String name, CachedGraphs graphs, Console console)
      throws IOException {
    Optional<BuiltModel> built = graphs.verified();
    if (built.isPresent() && opens(built.get(), console)) {
      console.result(name + ": the graphs in " + graphs.folder() + " are as they were, and open");
      return true;
    }
    graphs.delete();
    console.result(
        name
            + ": the graphs in "
            + graphs.folder()
            + " were damaged, and are deleted; they are built anew at the next use");
    return false;
  }

  private static boolean opens(BuiltModel model, Console console) {
    try {
      OrtNetwork.open(model, new RuntimeOptions(Device.CPU, 1)).close();
      return true;
    } catch (NetworkException e) {
      console.warn(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
