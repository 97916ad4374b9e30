package io.masklet.models.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which models there are: {@code pocket}, which travels inside this library, and the imported. */
public final class ModelRegistry {

  /** The model that is always there. */
  public static final String POCKET = "pocket";

  private static final List<String> EMBEDDED = List.of(POCKET);

  private final ModelStore store;

  /** The models of this user. */
  public ModelRegistry() {
    this(ModelStore.ofUser());
  }

  public ModelRegistry(ModelStore store) {
    this.store = store;
  }

  /** Where the imported models lie. */
  public ModelStore store() {
    return store;
  }

  /** Names, the embedded first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(EMBEDDED);
    store.names().stream().filter(name -> !isEmbedded(name)).forEach(names::add);
    return names;
  }

  /** Whether a model travels inside this library. */
  public static boolean isEmbedded(String name) {
    return EMBEDDED.contains(name);
  }

  /**
   * The model called {@code name}.
   *
   * @throws ModelException if there is none; the message says which there are and how to get it
   */
  public RegisteredModel get(String name) {
    return isEmbedded(name)
        ? embedded(name)
        : store.find(name).orElseThrow(() -> new ModelException(unknown(name)));
  }

  private static RegisteredModel embedded(String name) {
    String folder = "/io/masklet/models/" + name + "/" + name;
    String json = new String(Weights.resource(folder + ".json"), StandardCharsets.UTF_8);
    return new RegisteredModel(
        ModelManifest.parse(name + ".json", json), Weights.ofResource(folder + ".safetensors"));
  }

  private String unknown(String name) {
    String nearest = nearest(name);
    if (OfficialModel.named(name).isPresent()) {
      return "the model \"%1$s\" is not on this machine; get it with 'masklet models pull %1$s'"
          .formatted(name);
    }
    return "unknown model \"%s\"; known are %s, the nearest is \"%s\"%s"
        .formatted(
            name,
            names(),
            nearest,
            names().contains(nearest) ? "" : ", which 'masklet models pull' gets");
  }

  private String nearest(String name) {
    Stream<String> official = OfficialModel.all().stream().map(OfficialModel::name);
    return Stream.concat(names().stream(), official)
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
}
