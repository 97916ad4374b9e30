package io.masklet.tracker.network.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.tracker.network.NetworkException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which graphs an option asks for, and what does not go together. */
class PrecisionTest {

  private static BuiltModel pocket(GraphVariant variant) {
    GraphCache cache = new GraphCache(Path.of("target", "model-cache").toAbsolutePath());
    return new ModelBuilder(new ModelRegistry(), cache)
        .ensureBuilt(ModelRegistry.POCKET, BuildOptions.defaults().withVariant(variant));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "CPU"})
  void variant_int8_isTheCpus(Device device) {
    RuntimeOptions options = new RuntimeOptions(device, 1, Precision.INT8);
    assertThat(OrtNetwork.variant(options)).isEqualTo(GraphVariant.CPU_INT8);
  }

  @Test
  void variant_fp32OnTheCpu_isExact() {
    assertThat(OrtNetwork.variant(new RuntimeOptions(Device.CPU, 1))).isEqualTo(GraphVariant.CPU);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void variant_int8ElsewhereThanOnTheCpu_isRefused(Device device) {
    assertThatThrownBy(() -> OrtNetwork.variant(new RuntimeOptions(device, 1, Precision.INT8)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("Cannot compute in int8 on ")
        .hasMessageContaining("Use --device cpu, or leave --precision out");
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void variant_deviceThatIsNotThere_saysWhyAndWhatToDo(Device device) {
    assumeFalse(NvidiaDriver.isPresent(), "there is a graphics card here");
    assertThatThrownBy(() -> OrtNetwork.variant(new RuntimeOptions(device, 1)))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith(
            device == Device.CUDA ? "Cannot run on CUDA: " : "Cannot run on TensorRT: ")
        .hasMessageContaining("use --device cpu or --device auto to run without");
  }

  @Test
  void open_int8GraphsOnTheCpu_saysSoAndRuns() {
    RuntimeOptions options = new RuntimeOptions(Device.AUTO, 1, Precision.INT8);
    try (OrtNetwork network = OrtNetwork.open(pocket(OrtNetwork.variant(options)), options)) {
      assertThat(network.deviceLine()).isEqualTo("CPU, 1 thread (int8 is for the CPU)");
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void open_graphsOfTheOtherPrecision_isRefused(Precision asked) {
    BuiltModel other = pocket(asked == Precision.INT8 ? GraphVariant.CPU : GraphVariant.CPU_INT8);
    RuntimeOptions options = new RuntimeOptions(Device.CPU, 1, asked);
    assertThatThrownBy(() -> OrtNetwork.open(other, options))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("Opening pocket in " + asked)
        .hasMessageContaining(other.variant().text());
  }

  /** Graphs for graphics cards run on the CPU as well. */
  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void open_exactGraphsForAnotherDevice_run(GraphVariant variant) {
    RuntimeOptions options = new RuntimeOptions(Device.CPU, 1);
    try (OrtNetwork network = OrtNetwork.open(pocket(variant), options)) {
      assertThat(network.deviceLine()).startsWith("CPU, 1 thread");
    }
  }
}
