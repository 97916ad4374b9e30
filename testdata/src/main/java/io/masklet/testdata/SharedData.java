package io.masklet.testdata;

import java.nio.file.Path;

/**
 * Data too large for the repository: a folder {@code shared} beside the checkout, or where {@code
 * -Dmasklet.shared=FOLDER} says. A test that needs it is skipped, by name, where there is none.
 */
public final class SharedData {

  private SharedData() {}

  /**
   * A file or folder of the shared data, which need not exist.
   *
   * @param name relative, such as {@code goldens/full-size}
   */
  public static Path path(String name) {
    // Tests run in the folder of their module.
    String folder = System.getProperty("masklet.shared", "../../shared");
    return Path.of(folder).toAbsolutePath().normalize().resolve(name);
  }
}
