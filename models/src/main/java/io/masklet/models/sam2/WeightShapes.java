package io.masklet.models.sam2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes of weights by name, written down layer by layer. */
final class WeightShapes {

  private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();

  /** In the order they were put. */
  Map<String, List<Integer>> byName() {
    return Collections.unmodifiableMap(shapes);
  }

  /** Four projections of an attention whose queries are d wide and its insides {@code width}. */
  void attention(String name, int width, int queries, int memory) {
    linear(name + ".q_proj", width, queries);
    linear(name + ".k_proj", width, memory);
    linear(name + ".v_proj", width, memory);
    linear(name + ".out_proj", queries, width);
  }

  void mlp(String name, int... widths) {
    for (int i = 0; i + 1 < widths.length; i++) {
      linear(name + ".layers." + i, widths[i + 1], widths[i]);
    }
  }

  void conv(String name, int out, int in, int kernel) {
    put(name + ".weight", out, in, kernel, kernel);
    put(name + ".bias", out);
  }

  void linear(String name, int out, int in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  void norm(String name, int channels) {
    put(name + ".weight", channels);
    put(name + ".bias", channels);
  }

  void put(String name, Integer... shape) {
    shapes.put(name, List.of(shape));
  }
}
