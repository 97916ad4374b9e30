package io.masklet.cli.eval;

import io.masklet.cli.eval.ClicksJob.Passes;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.run.TempFolder;
import io.masklet.core.eval.HumanTime;
import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.RunProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How masks get better with corrections, by the protocols of SAM 2's paper.
 *
 * @param clicks on each frame that is corrected
 * @param cancelled whether somebody asked to stop
 * @see <a href="https://arxiv.org/abs/2408.00714">Ravi et al., SAM 2, 2024, section 6.1 and
 *     appendix E.1.2</a>
 */
// Differs: a frame is corrected once, then the next worst; by default a correction reaches back as
// far as forward, as in a session; and a single pass does not know of corrections ahead of it.
record ClickStudy(Sam2Network network, int clicks, BooleanSupplier cancelled) {

  /** Clicks on a picture after which one gives up. */
  static final int MOST_CLICKS_ON_A_PICTURE = 20;

  /** Tracks a clip with all clicks so far and those that come next. */
  private interface Correction {

    /** A mask a frame; fewer if it was cancelled. */
    List<Bitmap> follow(OfflinePerson person) throws IOException;
  }

  /**
   * Rounds of looking through the clip, each with clicks on its worst frame; the first on frame 0.
   *
   * @return one entry a round; empty if it was cancelled
   */
  List<ClickRound> offline(ObjectClip clip, int rounds, Passes passes)
      throws CommandException, IOException {
    if (passes == Passes.ONE) {
      return offline(clip, rounds, person -> ClickPass.run(network, clip, person, cancelled));
    }
    try (TempFolder temp = TempFolder.create("clip.masklet");
        ClickingSession session =
            new ClickingSession(
                network,
                temp.file(),
                clip.pictures().folder(),
                clip.truth().get(0).size(),
                /* tolerance= */ null)) {
      return offline(clip, rounds, person -> follow(person, session, clip));
    }
  }

  private List<Bitmap> follow(OfflinePerson person, ClickingSession session, ObjectClip clip)
      throws IOException {
    int frame = person.target();
    if (frame >= 0) {
      List<Click> fresh = session.click(frame, clip.truth().get(frame), clicks);
      if (!fresh.isEmpty()) {
        person.clicked(frame, fresh);
      }
    }
    session.track(
        new RunProgress() {
          @Override
          public void frameDone(long number, long timestampUs, Direction direction) {}

          @Override
          public boolean isCancelled() {
            return cancelled.getAsBoolean();
          }
        });
    return session.masks();
  }

  private List<ClickRound> offline(ObjectClip clip, int rounds, Correction correction)
      throws IOException {
    OfflinePerson person = new OfflinePerson(clicks);
    List<ClickRound> results = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Bitmap> found = correction.follow(person);
      if (cancelled.getAsBoolean() || found.size() < clip.frameCount()) {
        return List.of();
      }
      double seconds = HumanTime.offlineSeconds(clip.frameCount(), round, clicks);
      results.add(new ClickRound(clip.score(found), person.promptedFrames(), seconds));
      person.choose(clip.j(found));
    }
    return results;
  }

  /**
   * One way through the clip for each number of frames that may be corrected.
   *
   * @return one entry for 1 to {@code rounds} frames; empty if it was cancelled
   */
  List<ClickRound> online(ObjectClip clip, int rounds) throws IOException {
    List<ClickRound> results = new ArrayList<>();
    for (int most = 1; most <= rounds; most++) {
      ClickRound last = results.isEmpty() ? null : results.get(results.size() - 1);
      if (last != null && last.promptedFrames() < most - 1) {
        results.add(last); // it did not need as many; more would change nothing
        continue;
      }
      OnlinePerson person = new OnlinePerson(clicks, most);
      List<Bitmap> found = ClickPass.run(network, clip, person, cancelled);
      if (found.size() < clip.frameCount()) {
        return List.of();
      }
      int prompted = person.promptedFrames();
      double seconds = HumanTime.onlineSeconds(clip.frameCount(), prompted, clicks);
      results.add(new ClickRound(clip.score(found), prompted, seconds));
    }
    return results;
  }

  /**
   * Clicks on one picture, each in the middle of what is still wrong.
   *
   * @return J after each click; ends early where nothing is left to correct
   */
  List<Double> onPicture(ObjectClip clip, int frame) throws IOException {
    Bitmap truth = clip.truth().get(frame);
    List<Double> j = new ArrayList<>();
    List<Click> made = new ArrayList<>();
    Bitmap mask = new Bitmap(truth.size());
    TrackerConfig config = TrackerConfig.defaults();
    MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
    try (Frame picture =
            Pictures.read(clip.pictures().folder(), clip.pictures().frames().get(frame));
        StreamingTracker tracker = new StreamingTracker(network, config)) {
      tracker.advance(picture);
      ObjectId id = tracker.addObject();
      while (j.size() < MOST_CLICKS_ON_A_PICTURE) {
        Optional<Click> next = SimulatedAnnotator.next(mask, truth);
        if (next.isEmpty()) {
          return j;
        }
        made.add(next.get());
        tracker.prompt(id, new Prompt.Points(Optional.empty(), made));
        mask = postprocessor.atVideoSize(tracker.found(), picture).get(0).mask();
        j.add(RegionSimilarity.of(mask, truth));
      }
    }
    return j;
  }
}
