package io.masklet.models.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hex digits. */
public final class Sha256 {

  private static final int BLOCK_BYTES = 1 << 20;

  private final MessageDigest digest = digest();

  /** Adds {@code length} bytes from the beginning of {@code block}. */
  public void add(byte[] block, int length) {
    digest.update(block, 0, length);
  }

  /** Hash of all that was added; the last call on this object. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hash of the remaining bytes; the buffer's position stays. */
  public static String of(ByteBuffer bytes) {
    Sha256 sha = new Sha256();
    sha.digest.update(bytes.duplicate());
    return sha.hex();
  }

  public static String of(String text) {
    return of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Hash of a file of any size, of which a block lies in memory at a time. */
  public static String of(Path file) throws IOException {
    Sha256 sha = new Sha256();
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        sha.add(block, read);
      }
    }
    return sha.hex();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
