package io.masklet.models.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Names and shapes of every weight in the nine official checkpoints; see golden/README.md. */
public final class OfficialShapes {

  private static final String RESOURCE = "/io/masklet/models/golden/official-shapes.txt.gz";

  private OfficialShapes() {}

  /**
   * In the order of the file.
   *
   * @param model as the reference names its configurations: {@code sam2.1_hiera_t}
   */
  public static Map<String, List<Integer>> of(String model) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    boolean found = false;
    for (String line : text().lines().toList()) {
      if (line.startsWith("#")) {
        found = line.equals("# " + model);
      } else if (found) {
        int space = line.indexOf(' ');
        shapes.put(line.substring(0, space), shape(line.substring(space + 1)));
      }
    }
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("no shapes of " + model);
    }
    return shapes;
  }

  private static List<Integer> shape(String text) {
    return text.equals("-")
        ? List.of()
        : Arrays.stream(text.split("x")).map(Integer::valueOf).toList();
  }

  private static String text() {
    try (var in = OfficialShapes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + RESOURCE);
      }
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
