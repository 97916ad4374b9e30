package io.masklet.cli.run;

import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;

/**
 * Which model to run, and on what.
 *
 * @param name as in {@code masklet models list}
 * @param options device and threads
 */
public record ModelChoice(String name, RuntimeOptions options) {

  /** Builds the graphs if they do not lie ready, and opens them. The caller closes the network. */
  public OrtNetwork open() {
    return OrtNetwork.open(new ModelBuilder().ensureBuilt(name), options);
  }
}
