package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.models.graph.Quantized;
import io.masklet.models.testing.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weights in 8 bits are the weights, to half a step of their output's scale. */
class Int8WeightsTest {

  private static final int IN = 33;
  private static final int OUT = 21;

  private static Affine map() {
    float[] weight = Tensor.random(new Random(4), OUT, IN).values();
    for (int i = 0; i < IN; i++) {
      weight[7 * IN + i] *= 1000; // one large output must not cost the others
      weight[8 * IN + i] = 0;
    }
    return new Affine(IN, OUT, weight, new float[OUT]);
  }

  @Test
  void of_everyWeight_isWithinHalfAStep() {
    Affine map = map();
    Int8Weights rounded = Int8Weights.of(map);
    for (int o = 0; o < OUT; o++) {
      float scale = rounded.scale()[o];
      for (int i = 0; i < IN; i++) {
        assertThat(rounded.columns()[i * OUT + o] * scale)
            .isCloseTo(map.weight()[o * IN + i], within(scale * 0.5001f));
      }
    }
  }

  @Test
  void of_everyOutputButOneOfZeros_usesTheWholeRange() {
    Int8Weights rounded = Int8Weights.of(map());
    for (int o = 0; o < OUT; o++) {
      int largest = 0;
      for (int i = 0; i < IN; i++) {
        largest = Math.max(largest, Math.abs(rounded.columns()[i * OUT + o]));
      }
      assertThat(largest).as("output " + o).isEqualTo(o == 8 ? 0 : Quantized.LARGEST_SIGNED);
    }
  }
}
