package io.masklet.models.download;

import io.masklet.models.registry.DiskSpace;
import io.masklet.models.registry.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Fetches one large file and keeps what has arrived, through broken connections, stopped servers
 * and ends of the process: the next try, or the next run, asks for the rest. The file gets its name
 * only when it is whole and has the hash it must have.
 *
 * @param address where it lies
 * @param target where it goes
 * @param sizeBytes what it must have
 * @param sha256 what it must have, 64 hex digits
 */
public record Download(URI address, Path target, long sizeBytes, String sha256) {

  /**
   * How patient to be.
   *
   * @param connect for a connection, and for the beginning of an answer
   * @param stall for the next bytes
   * @param attempts in a row that bring nothing
   * @param firstPause after a failed attempt; doubles with each
   */
  public record Patience(Duration connect, Duration stall, int attempts, Duration firstPause) {

    /** For people. */
    public static Patience usual() {
      return new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60), 6, Duration.ofSeconds(1));
    }
  }

  /** Told how far it is. */
  public interface Progress {

    /**
     * @param doneBytes that lie on disk
     * @param totalBytes of the file
     */
    void arrived(long doneBytes, long totalBytes);

    /** Something failed and is tried again; {@code reason} for people. */
    void again(String reason);
  }

  /**
   * Fetches the file, or what is missing of it.
   *
   * @throws DownloadException if it does not come through
   * @throws io.masklet.models.registry.ModelException if the disk is too full
   * @throws IOException if it cannot be written
   */
  public void run(Connection connection, Patience patience, Progress progress) throws IOException {
    Address.require(address);
    try (PartFile part = PartFile.of(target)) {
      if (liesReady()) {
        return;
      }
      if (part.sizeBytes() > sizeBytes) {
        part.discard();
      }
      DiskSpace.require(target, sizeBytes - part.sizeBytes(), "Downloading " + name());
      fetch(part, connection, patience, progress);
      requireHash(part);
      Files.move(part.path(), target);
      part.discard();
    }
  }

  /** Whether an earlier run came this far. */
  private boolean liesReady() throws IOException {
    if (Files.exists(target) && Sha256.of(target).equals(sha256)) {
      return true;
    }
    Files.deleteIfExists(target);
    return false;
  }

  private void fetch(PartFile part, Connection connection, Patience patience, Progress progress)
      throws IOException {
    Transfer transfer = new Transfer(this, part, connection, patience.stall(), progress);
    int failures = 0;
    while (part.sizeBytes() < sizeBytes) {
      long before = part.sizeBytes();
      try {
        transfer.run();
      } catch (Transfer.Interrupted e) {
        failures = part.sizeBytes() > before ? 1 : failures + 1;
        if (failures >= patience.attempts()) {
          throw givenUp(part, e);
        }
        progress.again(e.reason());
        pause(patience.firstPause().multipliedBy(1L << (failures - 1)), e.waitFor());
      }
    }
  }

  private DownloadException givenUp(PartFile part, Transfer.Interrupted last) throws IOException {
    return new DownloadException(
        String.format(
            Locale.ROOT,
            "Downloading %s: %s. %.0f of %.0f MB are here and are kept; run the command again to go"
                + " on from there. Behind a proxy, set https_proxy.",
            address,
            last.reason(),
            part.sizeBytes() / 1e6,
            sizeBytes / 1e6),
        last);
  }

  private void requireHash(PartFile part) throws IOException {
    String found = Sha256.of(part.path());
    if (!found.equals(sha256)) {
      part.discard();
      throw new DownloadException(
          ("Downloading %s: expected a file with SHA-256 %s, received %s, and deleted it. Try again"
                  + " once; if that does not help, somebody changes the file on its way or where it"
                  + " lies.")
              .formatted(address, sha256, found));
    }
  }

  private static void pause(Duration own, Duration asked) {
    try {
      Thread.sleep(Math.max(own.toMillis(), asked.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadException("Downloading was stopped.", e);
    }
  }

  private String name() {
    return String.valueOf(target.getFileName());
  }
}
