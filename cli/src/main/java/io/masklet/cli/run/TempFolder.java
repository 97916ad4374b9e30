package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for a file and what lies beside it, all of which is thrown away in the end. */
public final class TempFolder implements AutoCloseable {

  private final Path folder;
  private final Path file;

  private TempFolder(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Makes the folder where the system keeps such things.
   *
   * @param fileName of the file that {@link #file()} tells; it is not created
   * @throws CommandException if nothing can be created there
   */
  public static TempFolder create(String fileName) throws CommandException {
    return in(Path.of(System.getProperty("java.io.tmpdir", ".")), fileName);
  }

  static TempFolder in(Path parent, String fileName) throws CommandException {
    try {
      Path folder = Files.createTempDirectory(parent, "masklet");
      return new TempFolder(folder, folder.resolve(fileName));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.OUTPUT,
          ("Making a temporary folder in %s: expected to be able to, but the system says: %s. Check"
                  + " permissions and free space there, or choose another place with"
                  + " MASKLET_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.")
              .formatted(parent, ErrorReport.reason(e)),
          e);
    }
  }

  /** Where to write. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    File[] files = Objects.requireNonNullElse(folder.toFile().listFiles(), new File[0]);
    List<File> left = Stream.of(files).filter(each -> !each.delete()).toList();
    if (!folder.toFile().delete()) {
      folder.toFile().deleteOnExit(); // held open by someone, as Windows does; deleted last first
      left.forEach(File::deleteOnExit);
    }
  }
}
