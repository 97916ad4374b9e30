package io.masklet.tracker.session;

import io.masklet.tracker.memory.MemoryBank;
import io.masklet.tracker.memory.MemoryEntry;
import io.masklet.tracker.object.ObjectId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Short names of what a tracker remembers: the first 8 bytes of SHA-256. Two states of a session
 * with the same name by accident are as likely as 1 in 10^13 per pair of a million frames.
 *
 * <p>Not thread-safe: arrays are read once and known again by identity.
 */
final class Digest {

  private final WeakHashMap<float[], Long> seen = new WeakHashMap<>();

  /** The name of a text. */
  static long of(String text) {
    return first8(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The name of two names. */
  static long of(long first, long second) {
    ByteBuffer both = ByteBuffer.allocate(16).putLong(first).putLong(second);
    return first8(sha256().digest(both.array()));
  }

  /** The name of everything that is remembered of all objects. */
  long of(long start, Map<ObjectId, MemoryBank> banks) {
    MessageDigest digest = sha256();
    add(digest, start);
    banks.forEach(
        (id, bank) -> {
          add(digest, id.value());
          for (long frame : bank.conditioningFrames()) {
            MemoryEntry entry = bank.conditioning(frame);
            add(digest, frame, of(entry.memory().tokens()), of(entry.pointer().values()));
          }
          add(digest, -1);
          bank.memories().forEach((frame, memory) -> add(digest, frame, of(memory.tokens())));
          add(digest, -1);
          bank.pointers().forEach((frame, pointer) -> add(digest, frame, of(pointer.values())));
          add(digest, -1);
        });
    return first8(digest.digest());
  }

  private long of(float[] values) {
    return seen.computeIfAbsent(values, Digest::hash);
  }

  private static long hash(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return first8(sha256().digest(bytes.array()));
  }

  private static void add(MessageDigest digest, long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    digest.update(bytes.array());
  }

  private static long first8(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
