package io.masklet.tracker.network.ort;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Which items of a list can go through a graph together. */
final class Batches {

  /** More objects a run save no time and cost scratch memory for each. */
  static final int MAX_OBJECTS_A_RUN = 8;

  private Batches() {}

  /**
   * The positions of the items, grouped so that every item of a group is compatible with its first;
   * groups and positions keep the order of the list.
   *
   * @param maxSize the largest a group may become
   */
  static <T> List<List<Integer>> of(List<T> items, BiPredicate<T, T> compatible, int maxSize) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      T item = items.get(i);
      groups.stream()
          .filter(group -> group.size() < maxSize)
          .filter(group -> compatible.test(items.get(group.get(0)), item))
          .findFirst()
          .orElseGet(
              () -> {
                List<Integer> fresh = new ArrayList<>();
                groups.add(fresh);
                return fresh;
              })
          .add(i);
    }
    return groups;
  }
}
