package io.masklet.models.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles (protocols 2 to 5) as data. Numbers, strings, booleans, None, tuples, lists and
 * dicts are rebuilt here; for anything that a pickle names, a {@link Builder} decides what it is.
 * There is no way from a pickle to a class of this program.
 *
 * <p>Values: {@link Long}, {@link java.math.BigInteger}, {@link Double}, {@link String}, {@link
 * Boolean}, {@link None}, {@link Tuple}, {@link List}, {@link Map} with keys as strings, and what
 * the builder returns. Lists and dicts may hold themselves, so they must not be hashed, compared or
 * printed.
 *
 * <p>Nothing here recurses, so nesting costs no stack. Memory is bounded by the number of opcodes
 * and the size of the input.
 *
 * @see <a
 *     href="https://github.com/python/cpython/blob/v3.12.0/Lib/pickletools.py">pickletools.py</a>
 */
final class PickleReader {

  /** First byte of every pickle since protocol 2. */
  static final int PROTO = 0x80;

  /** Largest input to look for pickles in; SAM 2.1 large takes 0.1 MiB. */
  static final int MAX_BYTES = 1 << 24;

  private static final int STOP = '.';
  private static final int MAX_PROTOCOL = 5;

  /** Of SAM 2.1 large, the weights take 28 000 and a training state with AdamW 110 000. */
  private static final int MAX_OPCODES = 1_000_000;

  /** Python's None. */
  enum None {
    NONE
  }

  /** Python's tuple. */
  record Tuple(List<Object> items) {}

  /** Decides what the names in a pickle stand for. */
  interface Builder {

    /**
     * What {@code module.name} stands for.
     *
     * @throws CheckpointException if that is not allowed
     */
    Object global(String module, String name);

    /** What {@code callee}, a global, makes of {@code arguments}. */
    Object call(Object callee, Tuple arguments);

    /** What a persistent id stands for: something that lies outside the pickle. */
    Object persistent(Object id);
  }

  private final CheckpointFile file;
  private final PickleInput input;
  private final Builder builder;
  private PickleStack stack;
  private int opcodes;

  PickleReader(CheckpointFile file, PickleInput input, Builder builder) {
    this.file = file;
    this.input = input;
    this.builder = builder;
    this.stack = new PickleStack(file);
  }

  /**
   * The value of the pickle that begins at the input's position, which moves behind it.
   *
   * @throws CheckpointException if it is damaged, too large, or names what the builder refuses
   */
  Object read() {
    stack = new PickleStack(file);
    int first = input.u1();
    int protocol = input.u1();
    file.require(
        first == PROTO && protocol <= MAX_PROTOCOL,
        "expected a pickle of protocol 2 to %d, found bytes %02x %02x; it is no pickle or damaged",
        MAX_PROTOCOL,
        first,
        protocol);
    for (int opcode = input.u1(); opcode != STOP; opcode = input.u1()) {
      file.require(
          ++opcodes <= MAX_OPCODES,
          "expected a pickle of at most %d opcodes, found more; save the weights alone",
          MAX_OPCODES);
      if (!pushes(opcode) && !collects(opcode) && !refers(opcode)) {
        throw refusal(opcode);
      }
    }
    return stack.pop();
  }

  /** Opcodes that put one plain value on the stack. */
  private boolean pushes(int opcode) {
    switch (opcode) {
      case 'N' -> stack.push(None.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) input.u1()); // BININT1
      case 'M' -> stack.push((long) input.u2()); // BININT2
      case 'J' -> stack.push((long) input.i4()); // BININT
      case 0x8a -> stack.push(input.integer(input.u1())); // LONG1
      case 'G' -> stack.push(input.f8()); // BINFLOAT
      case 0x8c, 'U' -> stack.push(input.text(input.u1())); // SHORT_BINUNICODE, SHORT_BINSTRING
      case 'X' -> stack.push(input.text(Integer.toUnsignedLong(input.i4()))); // BINUNICODE
      case 'T' -> stack.push(input.text(input.i4())); // BINSTRING
      case 0x8d -> stack.push(input.text(input.i8())); // BINUNICODE8
      case ')' -> stack.push(new Tuple(List.of()));
      case ']' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Opcodes that make one value of several. */
  private boolean collects(int opcode) {
    switch (opcode) {
      case '(' -> stack.mark();
      case 't' -> stack.push(new Tuple(stack.popToMark()));
      case 0x85, 0x86, 0x87 -> stack.push(new Tuple(stack.pop(opcode - 0x84))); // TUPLE1, 2, 3
      case 'l' -> stack.push(stack.popToMark());
      case 'a' -> append(stack.pop(1)); // APPEND
      case 'e' -> append(stack.popToMark()); // APPENDS
      case 'd' -> {
        List<Object> items = stack.popToMark();
        stack.push(new LinkedHashMap<>());
        put(items);
      }
      case 's' -> put(stack.pop(2)); // SETITEM
      case 'u' -> put(stack.popToMark()); // SETITEMS
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Opcodes that name something, and those that only steer. */
  private boolean refers(int opcode) {
    switch (opcode) {
      case 'c' -> stack.push(builder.global(input.line(), input.line())); // GLOBAL
      case 0x93 -> stackGlobal();
      case 'R' -> reduce();
      case 'Q' -> stack.push(builder.persistent(stack.pop())); // BINPERSID
      case 'b' -> build();
      case 'q' -> stack.keep(input.u1()); // BINPUT
      case 'r' -> stack.keep(input.i4()); // LONG_BINPUT
      case 0x94 -> stack.keepNext(); // MEMOIZE
      case 'h' -> stack.recall(input.u1()); // BINGET
      case 'j' -> stack.recall(input.i4()); // LONG_BINGET
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case 0x95 -> input.i8(); // FRAME: how much a reader might buffer
      default -> {
        return false;
      }
    }
    return true;
  }

  private void stackGlobal() {
    List<Object> names = stack.pop(2);
    if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
      stack.push(builder.global(module, name));
    } else {
      throw file.fault(
          "expected the names of a module and of a class, found %s and %s; the pickle is damaged",
          kindOf(names.get(0)), kindOf(names.get(1)));
    }
  }

  private void reduce() {
    List<Object> call = stack.pop(2);
    if (call.get(1) instanceof Tuple arguments) {
      stack.push(builder.call(call.get(0), arguments));
    } else {
      throw file.fault(
          "expected a tuple of arguments, found %s; the pickle is damaged", kindOf(call.get(1)));
    }
  }

  /** Attributes are dropped: an OrderedDict of PyTorch carries the versions of its modules. */
  private void build() {
    stack.pop();
    file.require(
        stack.top() instanceof Map,
        "expected attributes of a dict, found those of %s; the pickle is damaged",
        kindOf(stack.top()));
  }

  @SuppressWarnings("unchecked") // every list and dict on the stack was made here or by the builder
  private void append(List<Object> items) {
    if (stack.top() instanceof List<?> list) {
      ((List<Object>) list).addAll(items);
    } else {
      throw file.fault(
          "expected a list to add to, found %s; the pickle is damaged", kindOf(stack.top()));
    }
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> items) {
    if (!(stack.top() instanceof Map<?, ?> dict) || items.size() % 2 != 0) {
      throw file.fault(
          "expected a dict and pairs to put into it, found %s and %d values; the pickle is damaged",
          kindOf(stack.top()), items.size());
    }
    for (int i = 0; i < items.size(); i += 2) {
      String key = key(items.get(i));
      file.require(
          ((Map<String, Object>) dict).put(key, items.get(i + 1)) == null,
          "expected every key of its dicts once, found %s twice; the pickle is damaged",
          key);
    }
  }

  /**
   * Only keys without parts: hashing a list that holds itself would never end. As strings: keys of
   * several classes with one hash make a map slow, and no one needs the number as a number.
   */
  private String key(Object key) {
    file.require(
        key instanceof String || key instanceof Number || key instanceof Boolean,
        "expected strings, numbers and booleans as keys of its dicts, found %s; save the weights"
            + " alone",
        kindOf(key));
    return key.toString();
  }

  private CheckpointException refusal(int opcode) {
    String what =
        switch (opcode) {
          case 'B', 'C', 0x8e, 0x96 -> "bytes";
          case 0x8f, 0x90, 0x91 -> "a set";
          case 'i', 'o', 0x81, 0x92, 0x82, 0x83, 0x84 -> "an object of some class";
          default -> "something else";
        };
    return file.fault(
        "expected only tensors, dicts, lists, tuples, numbers, strings, booleans and None in its"
            + " pickle, found %s (opcode %02x at byte %d); if the file is not damaged, save the"
            + " weights alone",
        what, opcode, input.position() - 1);
  }

  /** What to call a value in a complaint, without looking into lists and dicts. */
  static String kindOf(Object value) {
    if (value instanceof Map) {
      return "a dict";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Tuple) {
      return "a tuple";
    }
    return value instanceof String text ? "the string " + text : value.toString();
  }
}
