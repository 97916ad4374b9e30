package io.masklet.models.checkpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The weights of a network by name. Names are those of the SAM 2 reference for every model of the
 * family, so that one builder serves all.
 *
 * <p>Immutable. A dictionary read from a file keeps that file mapped as long as it is reachable.
 */
public final class StateDict {

  private final String source;
  private final Map<String, Weight> weights;

  /**
   * @param source where the weights come from, for messages
   */
  public StateDict(String source, Collection<Weight> weights) {
    this.source = source;
    Map<String, Weight> byName = new LinkedHashMap<>();
    weights.forEach(weight -> byName.put(weight.name(), weight));
    this.weights = Collections.unmodifiableMap(byName);
  }

  /** Where the weights come from: a path or a resource name. */
  public String source() {
    return source;
  }

  public boolean has(String name) {
    return weights.containsKey(name);
  }

  public Set<String> names() {
    return weights.keySet();
  }

  /**
   * The weight called {@code name}.
   *
   * @throws CheckpointException if there is none; the message names a near miss if one exists
   */
  public Weight get(String name) {
    Weight weight = weights.get(name);
    if (weight == null) {
      throw new CheckpointException(
          "%s: expected a weight named %s, found none among its %d%s"
              .formatted(source, name, weights.size(), siblingsOf(name)));
    }
    return weight;
  }

  /**
   * The weight called {@code name}, which must have exactly this shape.
   *
   * @throws CheckpointException if it is missing or has another shape
   */
  public Weight get(String name, int... shape) {
    Weight weight = get(name);
    if (!weight.hasShape(shape)) {
      throw new CheckpointException(
          "%s: expected %s with shape %s, received %s"
              .formatted(source, name, Weight.shapeText(shape), Weight.shapeText(weight.shape())));
    }
    return weight;
  }

  /** Bytes of all weights once they are float32. */
  public long floatBytes() {
    return weights.values().stream().mapToLong(weight -> 4L * weight.size()).sum();
  }

  private String siblingsOf(String name) {
    String prefix = name.substring(0, name.lastIndexOf('.') + 1);
    return weights.keySet().stream()
        .filter(other -> !prefix.isEmpty() && other.startsWith(prefix))
        .findFirst()
        .map(other -> "; the nearest is " + other)
        .orElse("");
  }
}
