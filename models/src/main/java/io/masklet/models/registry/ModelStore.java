package io.masklet.models.registry;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder on disk in which built graphs lie. It is a cache: it may be deleted at any time.
 *
 * <p>The default is {@code $MASKLET_CACHE} if set, else the platform's folder for caches: {@code
 * $XDG_CACHE_HOME/masklet} or {@code ~/.cache/masklet}, {@code ~/Library/Caches/masklet}, {@code
 * %LOCALAPPDATA%\masklet\cache}.
 *
 * @param root need not exist yet
 */
public record ModelStore(Path root) {

  /** The environment variable that moves the store. */
  public static final String ENVIRONMENT = "MASKLET_CACHE";

  /** The store of this user. */
  public static ModelStore ofUser() {
    return new ModelStore(
        defaultRoot(
            System.getenv(),
            System.getProperty("os.name", ""),
            Path.of(System.getProperty("user.home", "."))));
  }

  /**
   * Where the graphs of one build lie.
   *
   * @param key what the graphs are made of, as a hash
   */
  public Path folder(String model, String key) {
    return root.resolve("models").resolve(model + "-" + key);
  }

  static Path defaultRoot(Map<String, String> environment, String system, Path home) {
    String chosen = set(environment, ENVIRONMENT);
    if (chosen != null) {
      return Path.of(chosen);
    }
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return home.resolve("Library/Caches/masklet");
    }
    String base = set(environment, os.contains("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    if (os.contains("windows")) {
      return (base == null ? home : Path.of(base)).resolve("masklet").resolve("cache");
    }
    return (base == null ? home.resolve(".cache") : Path.of(base)).resolve("masklet");
  }

  private static @Nullable String set(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
