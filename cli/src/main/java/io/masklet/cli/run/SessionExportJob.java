package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.session.ObjectResult;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the masks of a session.
 *
 * @param project the session's file
 * @param outputs what to write; soft masks are not kept, so they cannot be among it
 */
public record SessionExportJob(Path project, OutputPlan outputs) {

  /** Writes every frame whose masks hold. */
  public ExitCode run(Console console) throws CommandException, IOException {
    try (Session session = Session.view(project)) {
      SessionResults results = session.results();
      if (results.frameCount() == 0) {
        throw new CommandException(
            ExitCode.PROMPT,
            "Exporting %s: expected masks, but none hold yet. 'masklet session run %s' makes them; nothing was written."
                .formatted(project, project));
      }
      session.requireVideo();
      outputs.requireApartFrom(List.of(session.video(), project));
      write(session, results, console);
      outputs.paths().forEach(path -> console.say("Wrote " + path));
      if (!results.isComplete()) {
        console.warn(
            "only the first %d frames have masks that hold; run the session for the rest."
                .formatted(results.frameCount()));
      }
      return ExitCode.OK;
    }
  }

  private void write(Session session, SessionResults results, Console console) throws IOException {
    Map<Integer, String> names = new TreeMap<>();
    results.objects().forEach(object -> names.put(object.id().value(), object.name()));
    try (FrameSource source = FrameSources.open(session.video());
        MaskletSink sink =
            Outputs.open(
                outputs,
                session.video(),
                source.info(),
                names,
                Calibrations.of(session.model()),
                console)) {
      for (long number = 0; number < results.frameCount(); number++) {
        try (Frame frame = source.next()) {
          if (frame == null) {
            break;
          }
          sink.write(
              frame,
              results.at(number).objects().stream().map(ObjectResult::toObservation).toList());
        }
      }
      sink.finish();
    }
  }
}
