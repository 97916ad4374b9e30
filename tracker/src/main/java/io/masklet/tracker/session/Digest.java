package io.masklet.tracker.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Short names of what was computed and from what: the first 8 bytes of SHA-256. Two of a session
 * with the same name by accident are as likely as 1 in 10^13 per pair of a million frames.
 */
final class Digest {

  private Digest() {}

  /** The name of a text. */
  static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The name of a content. */
  static long of(byte[] content) {
    return first8(sha256().digest(content));
  }

  /** The name of numbers. */
  static long of(long[] numbers, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    bytes.asLongBuffer().put(numbers, 0, count);
    return of(bytes.array());
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
