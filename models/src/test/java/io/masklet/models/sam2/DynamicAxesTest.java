package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Runner.Integers;
import io.masklet.models.testing.Runner.Outputs;
import io.masklet.models.testing.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several objects in one run are what each is alone, for every number of memories and prompts. */
class DynamicAxesTest {

  private static final double LIMIT = 2e-5;

  private final Random random = new Random(3);

  @ParameterizedTest
  @CsvSource({
    "SAM21, 1, 1, 0",
    "SAM21, 2, 1, 1",
    "SAM21, 3, 2, 0",
    "SAM21, 2, 7, 16",
    "SAM21, 3, 7, 16",
    "SAM21, 2, 10, 3",
    "EDGETAM, 2, 1, 0",
    "EDGETAM, 3, 7, 16"
  })
  void memoryAttention_objectsTogether_areEachAlone(
      NanoModel model, int objects, int frames, int pointers) {
    Sam2Graphs graphs = graphs(model);
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("memory", Tensor.random(random, objects, frames, graphs.memoryTokens(), 16));
    inputs.put("temporal_index", Integers.of(random.longs(frames, 0, 7).toArray()));
    inputs.put("pointers", Tensor.random(random, objects, pointers, 64));
    inputs.put("pointer_time", Tensor.random(random, pointers));
    try (Runner attention = Runner.of(graphs::memoryAttention)) {
      requireAlone(attention, inputs, objects, "memory", "pointers");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 3", "2, 5", "2, 0"})
  void maskDecoder_objectsTogether_areEachAlone(int objects, int points) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("features", Tensor.random(random, objects, 64, 8, 8));
    inputs.put("high_res_4", Tensor.random(random, 1, 8, 32, 32));
    inputs.put("high_res_8", Tensor.random(random, 1, 16, 16, 16));
    inputs.put("points", Tensor.random(random, objects, points, 2).map(x -> 64 + 20 * x));
    long[] labels = random.longs((long) objects * points, -1, 4).toArray();
    inputs.put("labels", new Integers(new int[] {objects, points}, labels));
    inputs.put("mask_input", Tensor.random(random, objects, 1, 32, 32));
    inputs.put("has_mask", Tensor.random(random, objects, 1, 1, 1).map(x -> x > 0 ? 1 : 0));
    try (Runner decoder = Runner.of(graphs(NanoModel.SAM21)::maskDecoder)) {
      requireAlone(
          decoder, inputs, objects, "features", "points", "labels", "mask_input", "has_mask");
    }
  }

  @ParameterizedTest
  @CsvSource({"SAM21, 1", "EDGETAM, 2"})
  void memoryEncoder_masksAtTheSizeOfTheInput_areTakenAsTheyAre(NanoModel model, int objects) {
    Tensor small = Tensor.random(random, objects, 1, 32, 32);
    Tensor large = Tensor.filled(0, objects, 1, 128, 128);
    for (int b = 0; b < objects; b++) {
      MaskLogits one = new MaskLogits(Size.square(32), small.slice(b).values());
      float[] enlarged = Resample.bilinear(one, Size.square(128)).values();
      System.arraycopy(enlarged, 0, large.values(), b * enlarged.length, enlarged.length);
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("binarize", Tensor.filled(0, objects, 1, 1, 1));
    inputs.put("object_score", Tensor.filled(1, objects, 1));
    try (Runner encoder = Runner.of(graphs(model)::memoryEncoder)) {
      inputs.put("mask_logits", small);
      Tensor ofSmall = encoder.run(inputs).get("memory");
      inputs.put("mask_logits", large);
      Tensor ofLarge = encoder.run(inputs).get("memory");
      assertThat(ofLarge.distance(ofSmall)).isLessThan(LIMIT);
    }
  }

  @ParameterizedTest
  @CsvSource({"SAM21, 1", "SAM21, 2", "SAM21, 3", "EDGETAM, 2", "EDGETAM, 5"})
  void memoryEncoder_objectsTogether_areEachAlone(NanoModel model, int objects) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("mask_logits", Tensor.random(random, objects, 1, 32, 32));
    inputs.put("binarize", Tensor.random(random, objects, 1, 1, 1).map(x -> x > 0 ? 1 : 0));
    inputs.put("object_score", Tensor.random(random, objects, 1));
    try (Runner encoder = Runner.of(graphs(model)::memoryEncoder)) {
      requireAlone(encoder, inputs, objects, "mask_logits", "binarize", "object_score");
    }
  }

  /** Tables and maps follow the image size; any multiple of 32 will do. */
  @ParameterizedTest
  @CsvSource({"32, SAM21", "96, SAM21", "160, SAM21", "64, EDGETAM", "192, EDGETAM"})
  void everyGraph_anyImageSize_givesThatSize(int size, NanoModel model) {
    Sam2Graphs graphs = new Sam2Graphs(model.config().at("sized", size), model.weights());
    int g = size / 16;
    Map<String, Object> inputs = new LinkedHashMap<>();
    Outputs image;
    try (Runner runner = Runner.of(graphs::imageEncoder)) {
      image = runner.run(Map.of("pixels", Tensor.random(random, 1, 3, size, size)));
    }
    inputs.put("image_embedding", image.get("image_embedding"));
    inputs.put("memory", Tensor.random(random, 1, 2, graphs.memoryTokens(), 16));
    inputs.put("temporal_index", Integers.of(6, 0));
    inputs.put("pointers", Tensor.random(random, 1, 1, 64));
    inputs.put("pointer_time", Tensor.random(random, 1));
    try (Runner runner = Runner.of(graphs::memoryAttention)) {
      assertThat(runner.run(inputs).get("features").shape()).containsExactly(1, 64, g, g);
    }
    try (Runner runner = Runner.of(graphs::maskDecoder)) {
      assertThat(runner.run(click(image, g)).get("masks").shape())
          .containsExactly(1, 4, 4 * g, 4 * g);
    }
  }

  private static Sam2Graphs graphs(NanoModel model) {
    return new Sam2Graphs(model.config(), model.weights());
  }

  private Map<String, Object> click(Outputs image, int g) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("features", image.get("image_embedding"));
    inputs.put("high_res_4", image.get("high_res_4"));
    inputs.put("high_res_8", image.get("high_res_8"));
    inputs.put("points", Tensor.random(random, 1, 2, 2));
    inputs.put("labels", new Integers(new int[] {1, 2}, 1, -1));
    inputs.put("mask_input", Tensor.random(random, 1, 1, 4 * g, 4 * g));
    inputs.put("has_mask", Tensor.filled(0, 1, 1, 1, 1));
    return inputs;
  }

  private static void requireAlone(
      Runner runner, Map<String, Object> inputs, int objects, String... perObject) {
    Outputs together = runner.run(inputs);
    for (int object = 0; object < objects; object++) {
      Map<String, Object> own = new HashMap<>(inputs);
      for (String name : perObject) {
        own.put(name, slice(inputs.get(name), object));
      }
      Outputs alone = runner.run(own);
      for (String name : together.byName().keySet()) {
        double distance = together.get(name).slice(object).distance(alone.get(name));
        assertThat(distance).as("%s of object %d", name, object).isLessThan(LIMIT);
      }
    }
  }

  private static Object slice(@Nullable Object value, int object) {
    if (value instanceof Tensor tensor) {
      return tensor.slice(object);
    }
    if (!(value instanceof Integers integers)) {
      throw new IllegalArgumentException("neither floats nor integers: " + value);
    }
    int count = integers.shape()[1];
    long[] own = Arrays.copyOfRange(integers.values(), object * count, (object + 1) * count);
    return new Integers(new int[] {1, count}, own);
  }
}
