package io.masklet.cli.run;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.SizeText;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.OfficialModel;
import java.util.Locale;

/**
 * The models that are here and those that can be had, a line each.
 *
 * @param registry those that are here
 */
public record ModelList(ModelRegistry registry) {

  /** Those of this user. */
  public static ModelList ofUser() {
    return new ModelList(new ModelRegistry());
  }

  /** Prints the lines. */
  public void show(Console console) {
    registry.names().forEach(name -> console.result(here(name)));
    OfficialModel.all().stream()
        .filter(model -> !registry.names().contains(model.name()))
        .forEach(model -> console.result(elsewhere(model)));
    console.say("\nGet one that is not here: ./masklet models pull NAME");
  }

  private String here(String name) {
    try {
      ModelManifest manifest = registry.get(name).manifest();
      ModelManifest.Network network = manifest.network();
      boolean trained = network.imageSize() == network.trainedImageSize();
      String mind = trained ? "" : "; not trained for this input";
      boolean official = OfficialModel.ofFile(manifest.sha256()).isPresent();
      String kind =
          ModelRegistry.isEmbedded(name) ? "built in" : official ? "official" : "imported";
      return line(
          name,
          manifest.family(),
          network.imageSize() + " px",
          kind,
          "licence " + manifest.licence() + mind);
    } catch (ModelException e) {
      return line(name, "?", "?", "damaged", "see 'masklet models verify " + name + "'");
    }
  }

  private static String elsewhere(OfficialModel model) {
    String size = SizeText.of(model.sizeBytes()) + " to pull";
    return line(model.name(), model.family(), "1024 px", size, "licence " + model.licence());
  }

  private static String line(String name, String family, String input, String kind, String mind) {
    return String.format(
        Locale.ROOT, "%-18s  %-8s  %-9s  %-17s  %s", name, family, input, kind, mind);
  }
}
