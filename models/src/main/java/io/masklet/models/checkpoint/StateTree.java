package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The weights in what a pickle holds: tensors in dicts, whose keys are joined by dots. Whatever
 * else lies in these dicts (step counts, learning rates, lists) is passed over.
 */
final class StateTree {

  private static final String WRAPPER = "model";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NAME_CHARS = 512;

  /** Also bounds the walk through dicts that are listed many times: paths may double with each. */
  private static final int MAX_VISITS = 100_000;

  private final CheckpointFile file;
  private final Function<Storage, ByteBuffer> data;
  private final List<Weight> weights = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int visits;

  private StateTree(CheckpointFile file, Function<Storage, ByteBuffer> data) {
    this.file = file;
    this.data = data;
  }

  /**
   * @param root what the pickle holds
   * @param data finds all bytes of a storage, whose size it has checked; asked only for tensors
   *     that are weights
   * @throws CheckpointException if there is no weight, or too many, too deep, twice the same name
   */
  static StateDict weights(CheckpointFile file, Object root, Function<Storage, ByteBuffer> data) {
    if (!(root instanceof Map<?, ?> dict)) {
      throw file.fault(
          "expected a dict of weights, found %s; save the weights alone with"
              + " torch.save(model.state_dict(), ...)",
          PickleReader.kindOf(root));
    }
    StateTree tree = new StateTree(file, data);
    tree.walk("", dict.get(WRAPPER) instanceof Map<?, ?> model ? model : dict, 1);
    file.require(
        !tree.weights.isEmpty(),
        "expected weights, found no tensor in its dicts; this is no checkpoint of a network");
    return new StateDict(file.name(), tree.weights);
  }

  private void walk(String prefix, Map<?, ?> dict, int depth) {
    file.require(
        depth <= MAX_DEPTH,
        "expected at most %d dicts within each other, found more at %s",
        MAX_DEPTH,
        prefix);
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      file.require(
          ++visits <= MAX_VISITS,
          "expected at most %d entries in its dicts, found more; save the weights alone",
          MAX_VISITS);
      if (entry.getValue() instanceof TensorView tensor) {
        add(name(prefix, entry.getKey()), tensor);
      } else if (entry.getValue() instanceof Map<?, ?> inner) {
        walk(name(prefix, entry.getKey()) + ".", inner, depth + 1);
      }
    }
  }

  private String name(String prefix, Object key) {
    String name = prefix + key;
    file.require(
        name.length() <= MAX_NAME_CHARS,
        "expected names of at most %d letters, found %s",
        MAX_NAME_CHARS,
        name);
    return name;
  }

  private void add(String name, TensorView tensor) {
    file.require(names.add(name), "expected every weight once, found %s twice", name);
    weights.add(tensor.weight(name, data.apply(tensor.storage())));
  }
}
