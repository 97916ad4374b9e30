package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The door for checkpoint files of every kind: PyTorch archives (since 1.6), PyTorch's older stream
 * of pickles, safetensors. What a file is, is told from its first bytes, never from its suffix.
 *
 * <p>Files are mapped, not read: a weight costs heap when its values are asked for. Every number in
 * a file is compared with what it must fit before anything is made of it. Of a pickle only tensors,
 * dicts, lists, tuples, numbers, strings, booleans and None are rebuilt; whatever else it names is
 * refused by that name and never run.
 *
 * <p>A PyTorch archive carries a CRC-32 of every storage; reading checks it for all storages that
 * the returned weights use, which reads these bytes once. The other two kinds carry no checksum.
 */
public final class Checkpoint {

  private static final int HEAD_BYTES = 64;

  private Checkpoint() {}

  /**
   * Maps {@code file} and finds its weights: those under {@code "model"} if there is such a dict,
   * as in the official files, else all. Nested dicts become names with dots.
   *
   * @return weights in the order of the file, decoded on use; keeps the file mapped while it is
   *     reachable, so the file must not change meanwhile (and cannot be deleted on Windows)
   * @throws CheckpointException if it cannot be opened, is of no known kind, is damaged or holds
   *     anything but weights; the message names the file, what was expected, what came and what to
   *     do
   */
  public static StateDict read(Path file) {
    return read(CheckpointFile.map(file));
  }

  /**
   * The same for a file in memory, which must not change while the result is used.
   *
   * @param source name for messages
   */
  public static StateDict read(String source, ByteBuffer file) {
    return read(CheckpointFile.of(source, file));
  }

  private static StateDict read(CheckpointFile file) {
    ByteBuffer head = file.slice(0, Math.min(file.sizeBytes(), HEAD_BYTES), "the first bytes");
    if (begins(head, 0, "PK")) {
      return TorchZipReader.read(file);
    }
    if (begins(head, SafetensorsReader.LENGTH_BYTES, "{")) {
      return SafetensorsReader.read(file);
    }
    if (head.hasRemaining() && head.get(0) == (byte) PickleReader.PROTO) {
      return TorchLegacyReader.read(file);
    }
    throw file.fault(
        "expected a PyTorch checkpoint (.pt) or a safetensors file, found %s", describe(head));
  }

  /** The usual ways to end up with something else under the name of the weights. */
  private static String describe(ByteBuffer head) {
    if (!head.hasRemaining()) {
      return "an empty file; fetch it again";
    }
    if (begins(head, 0, "<") || begins(head, 0, "{")) {
      return "a web page or another text, which a server may send in place of a file; fetch it"
          + " again, and look at it if that does not help";
    }
    if (begins(head, 0, "version https://git-lfs")) {
      return "a pointer of Git LFS; fetch the file itself with git lfs pull";
    }
    if (head.remaining() > 1 && head.getShort(0) == (short) 0x8b1f) {
      return "a gzip file; unpack it first";
    }
    return "neither; its first bytes are " + hex(head);
  }

  private static boolean begins(ByteBuffer head, int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return head.remaining() >= at + expected.length
        && head.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
  }

  private static String hex(ByteBuffer head) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(8, head.remaining()); i++) {
      text.append(i == 0 ? "" : " ").append("%02x".formatted(head.get(i)));
    }
    return text.toString();
  }
}
