package io.masklet.models.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Which models exist. Today that is {@code pocket}, which travels inside this library. */
public final class ModelRegistry {

  /** The model that is always there. */
  public static final String POCKET = "pocket";

  private static final List<String> EMBEDDED = List.of(POCKET);

  /** Names in the order of preference. */
  public List<String> names() {
    return EMBEDDED;
  }

  /**
   * The model called {@code name}.
   *
   * @throws ModelException if there is none; the message lists the known names and the nearest
   */
  public RegisteredModel get(String name) {
    if (!EMBEDDED.contains(name)) {
      throw new ModelException(
          "unknown model \"%s\"; known are %s, the nearest is \"%s\""
              .formatted(name, names(), nearest(name)));
    }
    String folder = "/io/masklet/models/" + name + "/" + name;
    String json = new String(resource(folder + ".json"), StandardCharsets.UTF_8);
    return new RegisteredModel(
        ModelManifest.parse(name + ".json", json),
        () -> ByteBuffer.wrap(resource(folder + ".safetensors")));
  }

  private String nearest(String name) {
    return names().stream()
        .min(Comparator.comparingInt(known -> editDistance(known, name)))
        .orElse("");
  }

  /** Fewest insertions, deletions and replacements that make {@code a} into {@code b}. */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static byte[] resource(String path) {
    try (InputStream in = ModelRegistry.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new ModelException("this build of Masklet lacks " + path + "; build models anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelException(path + " cannot be read: " + e, e);
    }
  }
}
