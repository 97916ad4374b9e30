package io.masklet.models.registry;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a platform wants programs to keep what is theirs.
 *
 * @param environment variables of the process
 * @param system the name of the operating system, as Java says it
 * @param home the user's own folder
 */
record PlatformFolders(Map<String, String> environment, String system, Path home) {

  /** Those of this user. */
  static PlatformFolders ofUser() {
    return new PlatformFolders(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")));
  }

  /**
   * For what can be made again: the folder that {@code variable} names, else {@code
   * $XDG_CACHE_HOME/masklet} or {@code ~/.cache/masklet}, {@code ~/Library/Caches/masklet}, {@code
   * %LOCALAPPDATA%\masklet\cache}.
   */
  Path cache(String variable) {
    String chosen = set(variable);
    if (chosen != null) {
      return Path.of(chosen);
    }
    if (isMac()) {
      return home.resolve("Library/Caches/masklet");
    }
    return isWindows()
        ? base("LOCALAPPDATA", home).resolve("masklet").resolve("cache")
        : base("XDG_CACHE_HOME", home.resolve(".cache")).resolve("masklet");
  }

  /**
   * For what must not get lost: the folder that {@code variable} names, else {@code
   * $XDG_DATA_HOME/masklet} or {@code ~/.local/share/masklet}, {@code ~/Library/Application
   * Support/masklet}, {@code %LOCALAPPDATA%\masklet}.
   */
  Path data(String variable) {
    String chosen = set(variable);
    if (chosen != null) {
      return Path.of(chosen);
    }
    if (isMac()) {
      return home.resolve("Library/Application Support/masklet");
    }
    return isWindows()
        ? base("LOCALAPPDATA", home).resolve("masklet")
        : base("XDG_DATA_HOME", home.resolve(".local/share")).resolve("masklet");
  }

  private boolean isMac() {
    return system.toLowerCase(Locale.ROOT).contains("mac");
  }

  private boolean isWindows() {
    return system.toLowerCase(Locale.ROOT).contains("windows");
  }

  private Path base(String variable, Path otherwise) {
    String value = set(variable);
    return value == null ? otherwise : Path.of(value);
  }

  private @Nullable String set(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value;
  }
}
