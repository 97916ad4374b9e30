package io.masklet.cli.session;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelChoice;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Size;
import io.masklet.core.video.FrameSources;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a session.
 *
 * @param video what it is about
 * @param project the file to make
 * @param model which model tracks it
 * @param overlap whether objects may share pixels
 */
public record NewJob(Path video, Path project, ModelChoice model, boolean overlap) {

  /** Looks at the video and the model, and saves the project. */
  public ExitCode run(Console console) throws IOException {
    Size size;
    try (FrameSource source = FrameSources.open(video)) {
      size = source.info().size();
    }
    try (Session session = Session.create(project, video, size, sessionModel(model), overlap)) {
      console.say(
          "Made %s: %s, %s, model %s. Next: masklet session prompt %s --object NAME --click X,Y"
              .formatted(project, video.getFileName(), size, session.model().name(), project));
    }
    return ExitCode.OK;
  }

  /** The model as it is registered now. */
  static SessionModel sessionModel(ModelChoice choice) {
    ModelManifest manifest = new ModelRegistry().get(choice.name()).manifest();
    int chosen = choice.build().imageSizePx();
    int side = chosen == 0 ? manifest.network().trainedImageSize() : chosen;
    return new SessionModel(choice.name(), side, manifest.sha256());
  }
}
