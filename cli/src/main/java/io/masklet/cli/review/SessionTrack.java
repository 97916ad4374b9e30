package io.masklet.cli.review;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.Calibrations;
import io.masklet.core.mask.Calibration;
import io.masklet.core.review.Sighting;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.FrameResult;
import io.masklet.tracker.session.ObjectResult;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionException;
import io.masklet.tracker.session.SessionObject;
import io.masklet.tracker.session.SessionResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the masks of a session that hold, also while another process works on it. */
public final class SessionTrack {

  private SessionTrack() {}

  /** Its objects in the order of their ids; at least one. */
  static List<ReviewedObject> read(Path project) throws CommandException, IOException {
    try (Session session = Session.view(project)) {
      SessionResults results = session.results();
      Map<ObjectId, List<Sighting>> sightings =
          sightings(results, Calibrations.of(session.model()));
      if (sightings.isEmpty()) {
        throw new CommandException(
            ExitCode.PROMPT,
            "Reviewing %s: expected masks, but none hold yet. 'masklet session run %s' makes them."
                .formatted(project, project));
      }
      List<ReviewedObject> objects = new ArrayList<>();
      for (SessionObject object : results.objects()) {
        List<Sighting> found = sightings.get(object.id());
        if (found != null) {
          objects.add(new ReviewedObject(object.name(), object.rgb(), found));
        }
      }
      return objects;
    }
  }

  /** What is known of every object that was found in any frame. */
  public static Map<ObjectId, List<Sighting>> sightings(
      SessionResults results, Calibration calibration) throws SessionException {
    Map<ObjectId, List<Sighting>> sightings = new TreeMap<>();
    for (long frame = 0; frame < results.frameCount(); frame++) {
      FrameResult result = results.at(frame);
      for (ObjectResult object : result.objects()) {
        sightings
            .computeIfAbsent(object.id(), id -> new ArrayList<>())
            .add(
                Sighting.of(
                    result.frame(), result.timestampUs(), object.toObservation(), calibration));
      }
    }
    return sightings;
  }
}
