package io.masklet.cli.run;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.SizeText;
import io.masklet.models.build.CachedGraphs;
import io.masklet.models.build.ModelRemoval;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.registry.RegisteredModel;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What to say when a model has come in. */
public final class ImportEnd {

  private final LongSupplier nanoTime;
  private final long begunNs;

  private ImportEnd(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begunNs = nanoTime.getAsLong();
  }

  /** Starts the clock. */
  public static ImportEnd begin(LongSupplier nanoTime) {
    return new ImportEnd(nanoTime);
  }

  /** Says what there is now, what to mind and what to try. */
  public void show(Console console, RegisteredModel model) {
    ModelManifest manifest = model.manifest();
    console.say(
        String.format(
            Locale.ROOT,
            "%s is ready, after %.1f s.",
            manifest.name(),
            (nanoTime.getAsLong() - begunNs) / 1e9));
    warnOfOtherWeights(console, manifest);
    warnOfSize(console, manifest);
    console.say(
        "\nNext:\n  ./masklet track my.mp4 --click X,Y --model %1$s\n  ./masklet models info %1$s"
            .formatted(manifest.name()));
    long useless =
        ModelRemoval.ofUser().useless().stream().mapToLong(CachedGraphs::sizeBytes).sum();
    if (useless > 0) {
      console.say(
          "\n%s of old graphs can be deleted: ./masklet models prune"
              .formatted(SizeText.of(useless)));
    }
  }

  private static void warnOfOtherWeights(Console console, ModelManifest manifest) {
    if (OfficialModel.named(manifest.name()).isPresent()
        && OfficialModel.ofFile(manifest.sha256()).isEmpty()) {
      console.warn(
          "the weights of %s are not those that its authors publish; another --name would make that plain."
              .formatted(manifest.name()));
    }
  }

  private static void warnOfSize(Console console, ModelManifest manifest) {
    ModelManifest.Network network = manifest.network();
    if (network.imageSize() != network.trainedImageSize()) {
      console.warn(
          String.format(
              Locale.ROOT,
              "%s was trained for %d px, not for %d: expect it to be less exact.",
              manifest.name(),
              network.trainedImageSize(),
              network.imageSize()));
    }
  }
}
