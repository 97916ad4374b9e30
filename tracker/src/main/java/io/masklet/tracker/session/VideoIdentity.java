package io.masklet.tracker.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which video a session is about, known by its content: a copy under another name is the same
 * video, another take under the same name is not.
 *
 * @param sizeBytes of the file, or of all files of a folder of pictures
 * @param samplesSha256 of {@value #SAMPLES} blocks spread evenly over the file; of a folder, of the
 *     names and sizes of its files and one block of each
 */
public record VideoIdentity(long sizeBytes, String samplesSha256) {

  private static final int SAMPLES = 16;
  private static final int BLOCK_BYTES = 1 << 16;

  /**
   * Looks at a video.
   *
   * @throws SessionException if it is missing or cannot be read
   */
  public static VideoIdentity of(Path video) throws SessionException {
    MessageDigest digest = Digest.sha256();
    try {
      long size =
          Files.isDirectory(video) ? addFolder(digest, video) : addFile(digest, video, SAMPLES);
      return new VideoIdentity(size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new SessionException(
          SessionException.Kind.OTHER_VIDEO,
          "Looking at the video of the session: expected to read %s, but the system says: %s. If it was moved, say where it is now with --video FILE."
              .formatted(video, e),
          e);
    }
  }

  /**
   * @throws SessionException if the file is not this video
   */
  void requireSame(Path video) throws SessionException {
    VideoIdentity found = of(video);
    if (!found.equals(this)) {
      throw new SessionException(
          SessionException.Kind.OTHER_VIDEO,
          "Looking at the video of the session: expected %s to be the file that the session was made with (%d bytes, samples %.12s), found %s (%d bytes, samples %.12s). Masks of one video do not fit another; put the right file back, or say where it is with --video FILE."
              .formatted(
                  video,
                  sizeBytes,
                  samplesSha256,
                  found.sizeBytes == sizeBytes ? "other content" : "another length",
                  found.sizeBytes,
                  found.samplesSha256));
    }
  }

  private static long addFolder(MessageDigest digest, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> children = Files.list(folder)) {
      files = children.filter(Files::isRegularFile).sorted().toList();
    }
    long size = 0;
    for (Path file : files) {
      digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
      size += addFile(digest, file, 1);
    }
    return size;
  }

  private static long addFile(MessageDigest digest, Path file, int samples) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
      long last = Math.max(0, size - BLOCK_BYTES);
      for (int i = 0; i < samples; i++) {
        channel.position(samples == 1 ? 0 : last / (samples - 1) * i);
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        while (block.hasRemaining() && channel.read(block) >= 0) {
          continue;
        }
        digest.update(block.flip());
      }
      return size;
    }
  }
}
