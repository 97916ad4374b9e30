package io.masklet.models.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pickle works on: a stack of values, marks in it, and values kept under a number. */
final class PickleStack {

  private final CheckpointFile file;
  private final List<Object> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  PickleStack(CheckpointFile file) {
    this.file = file;
  }

  void push(Object value) {
    values.add(value);
  }

  /** The value on top, which must lie above the last mark. */
  Object top() {
    requireAboveMark(1);
    return values.get(values.size() - 1);
  }

  Object pop() {
    requireAboveMark(1);
    return values.remove(values.size() - 1);
  }

  /** The last {@code count} values, the topmost last, taken off. */
  List<Object> pop(int count) {
    requireAboveMark(count);
    List<Object> last = values.subList(values.size() - count, values.size());
    List<Object> taken = new ArrayList<>(last);
    last.clear();
    return taken;
  }

  void mark() {
    marks.push(values.size());
  }

  /** All values above the last mark, taken off with it. */
  List<Object> popToMark() {
    file.require(
        !marks.isEmpty(), "expected a mark on the stack of its pickle, found none; it is damaged");
    int count = values.size() - marks.peek();
    List<Object> taken = pop(count);
    marks.pop();
    return taken;
  }

  /** Keeps the top under a number; any number costs the same. */
  void keep(int number) {
    memo.put(number, top());
  }

  /** Keeps the top under the next number. */
  void keepNext() {
    keep(memo.size());
  }

  void recall(int number) {
    Object value = memo.get(number);
    if (value == null) {
      throw file.fault(
          "expected value %d to be known in its pickle, found none; it is damaged",
          Integer.toUnsignedLong(number));
    }
    push(value);
  }

  private void requireAboveMark(int count) {
    int bottom = marks.isEmpty() ? 0 : marks.peek();
    file.require(
        values.size() - bottom >= count,
        "expected %d values on the stack of its pickle, found %d; it is damaged",
        count,
        values.size() - bottom);
  }
}
