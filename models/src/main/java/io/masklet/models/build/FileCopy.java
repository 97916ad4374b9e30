package io.masklet.models.build;

import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies a large file, a block at a time, and makes sure that it is still the file it was. */
final class FileCopy {

  private static final int BLOCK_BYTES = 1 << 20;

  private FileCopy() {}

  /**
   * Copies {@code from} to {@code to}, which must not exist.
   *
   * @param sha256 what the file had when it was looked at
   * @throws ModelException if it has another now
   * @throws IOException if it cannot be read or written
   */
  static void copy(Path from, Path to, String sha256) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      if (!copy(in, out).equals(sha256)) {
        throw new ModelException(from + " changed while it was imported; try again");
      }
    }
  }

  /** Gives the file a second name, which costs no space; false where that cannot be. */
  static boolean link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false; // another disk, or a file system without links
    }
  }

  /** Copies all of a stream and returns its SHA-256. */
  static String copy(InputStream in, OutputStream out) throws IOException {
    Sha256 sha = new Sha256();
    byte[] block = new byte[BLOCK_BYTES];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      sha.add(block, read);
      out.write(block, 0, read);
    }
    return sha.hex();
  }
}
