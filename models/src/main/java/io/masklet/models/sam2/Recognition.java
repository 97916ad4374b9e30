package io.masklet.models.sam2;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which member of the family a state dict is, told by nothing but the names and shapes of its
 * weights. Renamed and fine-tuned files are recognised like the authors' own.
 *
 * <p>Every weight is compared, so that what is recognised can also be built.
 */
public final class Recognition {

  private static final String TRANSFORMERS = "vision_encoder.";
  private static final String COUNTER = ".num_batches_tracked";

  private final Architecture architecture;

  private Recognition(Architecture architecture) {
    this.architecture = architecture;
  }

  /**
   * Recognises {@code weights}. Looks at no values.
   *
   * @throws CheckpointException if they are none of the known networks; the message names the
   *     nearest and the first weight that differs
   */
  public static Recognition of(StateDict weights) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (String name : weights.names()) {
      shapes.put(name, Arrays.stream(weights.get(name).shape()).boxed().toList());
    }
    return of(weights.source(), shapes);
  }

  /**
   * @param source where the weights come from, for messages
   * @param shapes by name, in the order of the file
   */
  static Recognition of(String source, Map<String, List<Integer>> shapes) {
    refuseTransformers(source, shapes);
    Match nearest =
        Architecture.KNOWN.stream()
            .map(known -> new Match(known, differences(ExpectedWeights.of(known), shapes)))
            .min(Comparator.comparingInt(match -> match.differences.size()))
            .orElseThrow();
    if (!nearest.differences.isEmpty()) {
      throw new CheckpointException(nearest.refusal(source));
    }
    return new Recognition(nearest.architecture);
  }

  /** {@code sam2}, {@code sam2.1}, {@code edgetam} or {@code pocket}. */
  public String family() {
    return architecture.family();
  }

  /**
   * {@code tiny}, {@code small}, {@code base-plus} or {@code large}; empty where a family has one
   * member only.
   */
  public String size() {
    return architecture.size();
  }

  /** {@code sam2.1-tiny}, {@code edgetam}. */
  public String name() {
    return architecture.name();
  }

  /** Side in pixels of the square input the network was trained for. */
  public int imageSizePx() {
    return architecture.config().imageSizePx();
  }

  /** The network, as {@link Sam2Config#at} makes it. */
  public Sam2Config config(String modelName, int imageSizePx) {
    return architecture.config().at(modelName, imageSizePx);
  }

  private record Match(Architecture architecture, List<String> differences) {

    String refusal(String source) {
      return "%s: expected the weights of one of %s; the nearest is %s, and %d of its %d weights %s: %s"
          .formatted(
              source,
              Architecture.KNOWN.stream().map(Architecture::name).collect(Collectors.joining(", ")),
              architecture.name(),
              differences.size(),
              ExpectedWeights.of(architecture).size(),
              differences.size() == 1 ? "differs" : "differ, first",
              differences.get(0));
    }
  }

  /** First what is missing or has another shape, in the order of the network, then what is new. */
  private static List<String> differences(
      Map<String, List<Integer>> expected, Map<String, List<Integer>> received) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          List<Integer> found = received.get(name);
          if (!Objects.equals(shape, found)) {
            differences.add(
                "expected %s with shape %s, received %s"
                    .formatted(name, shape, found == null ? "none" : found));
          }
        });
    received.forEach(
        (name, shape) -> {
          if (!expected.containsKey(name) && !name.endsWith(COUNTER)) {
            differences.add("expected no %s, received one of shape %s".formatted(name, shape));
          }
        });
    return differences;
  }

  private static void refuseTransformers(String source, Map<String, List<Integer>> shapes) {
    shapes.keySet().stream()
        .filter(name -> name.startsWith(TRANSFORMERS))
        .findFirst()
        .ifPresent(
            name -> {
              throw new CheckpointException(
                  "%s: expected the authors' names of the weights, received those of Hugging Face's transformers, such as %s; use the .pt file that the authors publish"
                      .formatted(source, name));
            });
  }
}
