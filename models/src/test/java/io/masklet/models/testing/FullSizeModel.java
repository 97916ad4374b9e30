package io.masklet.models.testing;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.json.Json;
import io.masklet.testdata.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published networks in their true size, with generated weights. */
public enum FullSizeModel {
  EDGETAM("edgetam"),
  SAM21_TINY("sam2.1_hiera_t"),
  /** Of this one the reference has written down the image encoder only. */
  SAM21_BASE_PLUS("sam2.1_hiera_bplus");

  private final String fileName;

  FullSizeModel(String fileName) {
    this.fileName = fileName;
  }

  /** Where the numbers of all models lie; need not exist. */
  public static Path folder() {
    return SharedData.path("goldens");
  }

  /** Every weight of the checkpoint but the counters of batch norms. */
  public StateDict weights() {
    Map<String, Object> facts = json(folder().resolve("facts/" + fileName + ".json"));
    List<Weight> weights = new ArrayList<>();
    for (Object entry : member(facts, "state_dict", List.class)) {
      Map<?, ?> fields = (Map<?, ?>) entry;
      String key = member(fields, "key", String.class);
      if (!key.endsWith("num_batches_tracked")) {
        int[] shape = shape(member(fields, "shape", List.class));
        weights.add(Weight.of(key, shape, GeneratedWeights.exact("", key, shape)));
      }
    }
    return new StateDict(fileName, weights);
  }

  private static int[] shape(List<?> extents) {
    return extents.stream().mapToInt(extent -> Math.toIntExact((Long) extent)).toArray();
  }

  public FullSizeGoldens goldens() {
    return new FullSizeGoldens(folder().resolve("full-size"), fileName);
  }

  static <T> T member(Map<?, ?> json, String name, Class<T> type) {
    if (type.isInstance(json.get(name))) {
      return type.cast(json.get(name));
    }
    throw new IllegalArgumentException("no " + type + " " + name + " in " + json.keySet());
  }

  static Map<String, Object> json(Path file) {
    try {
      return Json.parse(Files.readString(file), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
