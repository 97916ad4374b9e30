package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelStore;
import io.masklet.models.testing.Runner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PocketTest {

  @Test
  void ensureBuilt_pocket_loadsInOnnxRuntime(@TempDir Path cache) {
    var builder = new ModelBuilder(new ModelRegistry(), new ModelStore(cache));
    BuiltModel pocket = builder.ensureBuilt("pocket");
    for (Path graph : pocket.graphs().values()) {
      Runner.load(graph).close();
    }
    assertThat(pocket.constants().keySet())
        .containsExactlyInAnyOrder(
            "no_mem_embed", "no_obj_ptr", "mask_downsample.weight", "mask_downsample.bias");
    assertThat(builder.ensureBuilt("pocket").graphs()).isEqualTo(pocket.graphs());
  }
}
