package io.masklet.core.video;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be said of an input before FFmpeg sees it, and when FFmpeg gives up on it. */
final class InputFile {

  private InputFile() {}

  /** Refuses what no reader could make sense of, in words of our own. */
  static void requireReadable(Path path) throws VideoException {
    if (!Files.exists(path)) {
      throw unreadable(path, "there is no such file", "Check the path.");
    }
    if (Files.isDirectory(path)) {
      throw unreadable(path, "it is a folder", "Give a file, or a folder of numbered pictures.");
    }
    if (!Files.isReadable(path)) {
      throw unreadable(path, "it may not be read", "Check its permissions.");
    }
    if (sizeBytes(path) == 0) {
      throw new VideoException(
          Kind.NOT_A_VIDEO,
          "Opening %s: expected a video or picture, found an empty file. Check that recording or copying was completed."
              .formatted(path));
    }
  }

  private static long sizeBytes(Path path) throws VideoException {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(path, "its size cannot be read: " + e.getMessage(), "Check the disk.");
    }
  }

  private static VideoException unreadable(Path path, String found, String advice) {
    return new VideoException(
        Kind.NOT_READABLE,
        "Opening %s: expected a video or picture, but %s. %s".formatted(path, found, advice));
  }

  /** What to throw when FFmpeg opened a file in vain. */
  static VideoException notAVideo(Path path, String found) {
    return new VideoException(
        Kind.NOT_A_VIDEO,
        "Opening %s: expected a video or picture, but FFmpeg cannot read it as one (%s). The file may be of another kind, or cut off before the part that describes it; try to play it, or convert it first."
            .formatted(path, found));
  }
}
