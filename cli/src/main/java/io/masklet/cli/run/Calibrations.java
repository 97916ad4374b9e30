package io.masklet.cli.run;

import io.masklet.core.mask.Calibration;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.tracker.session.SessionModel;

/** What the scores of a model are worth, as far as anybody measured it. */
public final class Calibrations {

  private Calibrations() {}

  /** Of a model that is registered. */
  public static Calibration of(String model) {
    return new ModelRegistry().get(model).manifest().calibration();
  }

  /** Of what made the masks of a session: other weights under the same name are another model. */
  public static Calibration of(SessionModel model) {
    ModelRegistry registry = new ModelRegistry();
    if (!registry.names().contains(model.name())) {
      return Calibration.NONE;
    }
    ModelManifest manifest = registry.get(model.name()).manifest();
    return manifest.sha256().equals(model.weightsSha256())
        ? manifest.calibration()
        : Calibration.NONE;
  }
}
