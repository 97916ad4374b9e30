package io.masklet.models.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks before something large is written whether there is room for it. */
public final class DiskSpace {

  private DiskSpace() {}

  /**
   * Refuses if the disk is too full. A place whose space nobody tells is taken to have enough.
   *
   * @param folder where it will be written; need not exist yet
   * @param bytes how much
   * @param what for the complaint
   */
  public static void require(Path folder, long bytes, String what) {
    try {
      require(folder, bytes, what, Files.getFileStore(existing(folder)).getUsableSpace());
    } catch (IOException e) {
      // Not every file system says; writing will tell.
    }
  }

  static void require(Path folder, long bytes, String what, long usableBytes) {
    if (usableBytes < bytes) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s: expected room for %.1f MB in %s, found %.1f MB; free some space or choose"
                  + " another folder",
              what,
              bytes / 1e6,
              folder,
              usableBytes / 1e6));
    }
  }

  private static Path existing(Path folder) throws IOException {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        return at;
      }
    }
    throw new IOException("nothing exists on the way to " + folder);
  }
}
