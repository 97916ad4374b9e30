package io.masklet.benchmarks;

import io.masklet.cli.session.SessionVideo;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.FrameResult;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.SessionResults;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A simulated person who corrects one object in a session. */
final class ClickingSession implements AutoCloseable {

  private final Sam2Network network;
  private final Session session;
  private final SessionVideo video;
  private final ObjectId object;
  private final @Nullable Tolerance tolerance;
  private final Map<Integer, List<Click>> made = new HashMap<>();

  /**
   * @param project the file to make
   * @param video what it is about
   * @param size of its frames
   * @param tolerance of the session's runs; null for exact ones
   */
  ClickingSession(
      Sam2Network network, Path project, Path video, Size size, @Nullable Tolerance tolerance)
      throws IOException {
    SessionModel any = new SessionModel("any", network.spec().modelSidePx(), "");
    this.network = network;
    this.session = Session.create(project, video, size, any, false);
    this.video = new SessionVideo(video);
    this.object = session.add("object");
    this.tolerance = tolerance;
  }

  /**
   * Clicks on a frame, each time in the middle of what is still wrong, each click answered before
   * the next.
   *
   * @param seen the mask before the first of them
   * @param truth the mask that is right
   * @param count of clicks; fewer are made where nothing is left to correct
   * @return all clicks on the frame so far
   */
  List<Click> click(int frame, Bitmap seen, Bitmap truth, int count) throws IOException {
    List<Click> clicks = made.computeIfAbsent(frame, each -> new ArrayList<>());
    Bitmap mask = seen;
    for (int i = 0; i < count; i++) {
      Optional<Click> next = SimulatedAnnotator.next(mask, truth);
      if (next.isEmpty()) {
        break;
      }
      clicks.add(next.get());
      session.prompt(object, frame, new Prompt.Points(Optional.empty(), clicks));
      session.followPrompts(network, video, RunProgress.silent());
      Rle accepted = session.acceptedMask(object, frame);
      mask = accepted == null ? mask : accepted.decode();
    }
    return List.copyOf(clicks);
  }

  /** Has everything tracked that the clicks changed. */
  RunReport track(RunProgress progress) throws IOException {
    return track(tolerance, progress);
  }

  /** The same with another tolerance; null for an exact run. */
  RunReport track(@Nullable Tolerance other, RunProgress progress) throws IOException {
    return session.run(network, video, other, progress);
  }

  /** The masks as they are now; empty ones where nothing is known. */
  List<Bitmap> masks() throws IOException {
    SessionResults results = session.results();
    List<Bitmap> masks = new ArrayList<>();
    for (long frame = 0; frame < results.frameCount(); frame++) {
      FrameResult found = results.at(frame);
      masks.add(
          found.objects().isEmpty()
              ? new Bitmap(results.videoSize())
              : found.objects().get(0).mask().decode());
    }
    return masks;
  }

  @Override
  public void close() {
    session.close();
  }
}
