package io.masklet.cli.run;

import io.masklet.cli.report.Console;
import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.util.Locale;

/**
 * Which model to run, and on what.
 *
 * @param name as in {@code masklet models list}
 * @param build choices for its graphs; the variant follows from the options
 * @param options device, threads and precision
 */
public record ModelChoice(String name, BuildOptions build, RuntimeOptions options) {

  /** Builds the graphs if they do not lie ready, and opens them. The caller closes the network. */
  public OrtNetwork open(Console console) {
    RegisteredModel model = new ModelRegistry().get(name);
    BuildOptions suited = build.withVariant(OrtNetwork.variant(options));
    BuiltModel built =
        new ModelBuilder()
            .ensureBuilt(model, suited, (graph, number, count) -> sayOnce(console, number));
    int trained = model.manifest().network().trainedImageSize();
    int side = built.spec().modelSidePx();
    if (side != trained) {
      console.say(
          String.format(Locale.ROOT, "%s was trained for %d px, not for %d.", name, trained, side));
    }
    return OrtNetwork.open(built, options);
  }

  /** Pocket is built in a second; who waits longer is told why. */
  private void sayOnce(Console console, int number) {
    if (number == 1 && !ModelRegistry.isEmbedded(name)) {
      console.say("Building the graphs of " + name + ", once.");
    }
  }
}
