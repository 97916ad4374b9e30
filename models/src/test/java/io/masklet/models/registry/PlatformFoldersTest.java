package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformFoldersTest {

  private static PlatformFolders on(String system, String... environment) {
    Map<String, String> variables =
        environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]);
    return new PlatformFolders(variables, system, Path.of("home"));
  }

  @Test
  void cache_everyPlatform_isItsCacheFolder() {
    assertThat(on("Linux", "MASKLET_CACHE", "here").cache("MASKLET_CACHE"))
        .isEqualTo(Path.of("here"));
    assertThat(on("Linux").cache("MASKLET_CACHE")).isEqualTo(Path.of("home/.cache/masklet"));
    assertThat(on("Linux", "XDG_CACHE_HOME", "xdg").cache("MASKLET_CACHE"))
        .isEqualTo(Path.of("xdg/masklet"));
    assertThat(on("Mac OS X").cache("MASKLET_CACHE"))
        .isEqualTo(Path.of("home/Library/Caches/masklet"));
    assertThat(on("Windows 11", "LOCALAPPDATA", "app").cache("MASKLET_CACHE"))
        .isEqualTo(Path.of("app/masklet/cache"));
  }

  @Test
  void data_everyPlatform_isItsDataFolder() {
    assertThat(on("Linux", "MASKLET_HOME", "here").data("MASKLET_HOME")).isEqualTo(Path.of("here"));
    assertThat(on("Linux").data("MASKLET_HOME")).isEqualTo(Path.of("home/.local/share/masklet"));
    assertThat(on("Linux", "XDG_DATA_HOME", "xdg").data("MASKLET_HOME"))
        .isEqualTo(Path.of("xdg/masklet"));
    assertThat(on("Mac OS X").data("MASKLET_HOME"))
        .isEqualTo(Path.of("home/Library/Application Support/masklet"));
    assertThat(on("Windows 11", "LOCALAPPDATA", "app").data("MASKLET_HOME"))
        .isEqualTo(Path.of("app/masklet"));
  }

  @Test
  void data_variableBlank_isAsIfNotSet() {
    assertThat(on("Linux", "MASKLET_HOME", " ").data("MASKLET_HOME"))
        .isEqualTo(Path.of("home/.local/share/masklet"));
  }
}
