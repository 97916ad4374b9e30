package io.masklet.cli.eval;

import io.masklet.cli.session.SessionVideo;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.ObjectResult;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionException;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.SessionResults;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A simulated person who corrects one object in a session. */
public final class ClickingSession implements AutoCloseable {

  private final Sam2Network network;
  private final Session session;
  private final SessionVideo video;
  private final ObjectId object;
  private final @Nullable Tolerance tolerance;

  /**
   * @param project the file to make
   * @param video what it is about
   * @param size of its frames
   * @param tolerance of the session's runs; null for exact ones
   */
  public ClickingSession(
      Sam2Network network, Path project, Path video, Size size, @Nullable Tolerance tolerance)
      throws IOException {
    SessionModel any = new SessionModel("any", network.spec().modelSidePx(), "");
    this.network = network;
    this.session = Session.create(project, video, size, any, false);
    this.video = new SessionVideo(video);
    this.object = session.add("object");
    this.tolerance = tolerance;
  }

  /** Shows the object. */
  public void show(int frame, Prompt prompt) throws IOException {
    session.prompt(object, frame, prompt);
  }

  /** Takes back what was done last, so many actions of it; their masks are kept. */
  public void undo(int actions) throws IOException {
    for (int i = 0; i < actions; i++) {
      session.undo();
    }
  }

  /**
   * Clicks on a frame, each time in the middle of what is still wrong, each click answered before
   * the next.
   *
   * @param truth the mask that is right
   * @param count of clicks; fewer are made where nothing is left to correct
   * @return the clicks that were made now
   */
  public List<Click> click(int frame, Bitmap truth, int count) throws IOException {
    List<Click> clicks = new ArrayList<>();
    if (session.promptOf(object, frame) instanceof Prompt.Points points) {
      clicks.addAll(points.clicks());
    }
    int before = clicks.size();
    Bitmap mask = mask(frame);
    while (clicks.size() < before + count) {
      Optional<Click> next = SimulatedAnnotator.next(mask, truth);
      if (next.isEmpty()) {
        break;
      }
      clicks.add(next.get());
      session.prompt(object, frame, new Prompt.Points(Optional.empty(), clicks));
      session.followPrompts(network, video, RunProgress.silent());
      mask = Objects.requireNonNull(session.acceptedMask(object, frame), "just followed").decode();
    }
    return List.copyOf(clicks.subList(before, clicks.size()));
  }

  /** Has everything tracked that the clicks changed. */
  public RunReport track(RunProgress progress) throws IOException {
    return track(tolerance, progress);
  }

  /** The same with another tolerance; null for an exact run. */
  public RunReport track(@Nullable Tolerance other, RunProgress progress) throws IOException {
    return session.run(network, video, other, progress);
  }

  /** The masks as they are now, up to the first frame that has to be tracked anew. */
  public List<Bitmap> masks() throws IOException {
    SessionResults results = session.results();
    List<Bitmap> masks = new ArrayList<>();
    for (long frame = 0; frame < results.frameCount(); frame++) {
      masks.add(mask(results, frame));
    }
    return masks;
  }

  /** What is known now; read from this session, which must stay open. */
  public SessionResults results() throws SessionException {
    return session.results();
  }

  /** The mask as it is now; empty if nothing is known. */
  private Bitmap mask(long frame) throws IOException {
    SessionResults results = session.results();
    return results.holds(frame) ? mask(results, frame) : new Bitmap(results.videoSize());
  }

  private static Bitmap mask(SessionResults results, long frame) throws IOException {
    List<ObjectResult> found = results.at(frame).objects();
    return found.isEmpty() ? new Bitmap(results.videoSize()) : found.get(0).mask().decode();
  }

  @Override
  public void close() {
    session.close();
  }
}
