package io.masklet.models.registry;

import java.nio.file.Path;

/**
 * The folder on disk in which built graphs lie. It is a cache: it may be deleted at any time.
 *
 * <p>The default is {@code $MASKLET_CACHE} if set, else the platform's folder for caches: {@code
 * $XDG_CACHE_HOME/masklet} or {@code ~/.cache/masklet}, {@code ~/Library/Caches/masklet}, {@code
 * %LOCALAPPDATA%\masklet\cache}.
 *
 * @param root need not exist yet
 */
public record GraphCache(Path root) {

  /** The environment variable that moves the cache. */
  public static final String ENVIRONMENT = "MASKLET_CACHE";

  /** The cache of this user. */
  public static GraphCache ofUser() {
    return new GraphCache(PlatformFolders.ofUser().cache(ENVIRONMENT));
  }

  /** Where the graphs of all models lie, a folder each build. */
  public Path models() {
    return root.resolve("models");
  }

  /**
   * Where the graphs of one build lie.
   *
   * @param key what the graphs are made of, as a hash
   */
  public Path folder(String model, String key) {
    return models().resolve(model + "-" + key);
  }
}
