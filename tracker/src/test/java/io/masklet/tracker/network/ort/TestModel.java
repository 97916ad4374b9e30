package io.masklet.tracker.network.ort;

import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.tracker.network.Sam2Network;
import java.nio.file.Path;

/** The embedded model, built once into this module's build folder. */
public final class TestModel {

  private TestModel() {}

  /** On the CPU with two threads; the caller closes it. */
  public static Sam2Network open() {
    GraphCache cache = new GraphCache(Path.of("target", "model-cache").toAbsolutePath());
    ModelBuilder builder = new ModelBuilder(new ModelRegistry(), cache);
    return OrtNetwork.open(
        builder.ensureBuilt(ModelRegistry.POCKET), new RuntimeOptions(Device.CPU, 2));
  }
}
