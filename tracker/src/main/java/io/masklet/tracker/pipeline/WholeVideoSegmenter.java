package io.masklet.tracker.pipeline;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.EncodedVideo;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.VideoTracker;
import io.masklet.tracker.Walk;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives all prompts first and then walks through the video once, as users of the reference do; what
 * is known of later prompts helps in earlier frames. The video is read up to four times: to count
 * its frames, to follow the prompts, to remember them, and for the walk. Memory is constant in its
 * length.
 *
 * <p>{@link VideoSegmenter} follows prompts as their frames come, and reads once.
 *
 * <p>Not reusable; one run a segmenter. <b>Ownership.</b> Network and sink are borrowed.
 */
public final class WholeVideoSegmenter {

  private record DueAt(long frame, PromptSchedule.Due due) {}

  private final SourceOpener opener;
  private final Sam2Network network;
  private final TrackerConfig config;
  private final boolean keepLogits;
  private final List<DueAt> prompts = new ArrayList<>();
  private final List<Long> timestampsUs = new ArrayList<>();
  private long firstIndex;
  private long framesWritten;

  /**
   * @param keepLogits whether the sink gets logits at video size
   */
  public WholeVideoSegmenter(
      SourceOpener opener, Sam2Network network, TrackerConfig config, boolean keepLogits) {
    this.opener = opener;
    this.network = network;
    this.config = config;
    this.keepLogits = keepLogits;
  }

  /**
   * Tracks the planned objects through the range and writes every frame of it.
   *
   * @throws io.masklet.tracker.PromptException if a prompt does not fit the video; before any work
   * @throws VideoException if the output cannot be written. A video that breaks while it is counted
   *     is not an exception but an {@link Outcome}
   */
  public Outcome run(
      List<PlannedObject> plan, FrameRange range, MaskletSink sink, Progress progress)
      throws VideoException {
    Optional<VideoException> brokenBy;
    PromptSchedule schedule;
    Size size;
    try (FrameSource source = opener.open();
        RangeReader reader = new RangeReader(source, range)) {
      size = source.info().size();
      ObjectIds ids = new ObjectIds();
      schedule = new PromptSchedule(plan, size, ids::next);
      count(reader, schedule, progress);
      brokenBy = reader.brokenBy();
    }
    if (!timestampsUs.isEmpty() && !progress.isCancelled()) {
      long[] times = timestampsUs.stream().mapToLong(Long::longValue).toArray();
      try (RangeFrames frames = new RangeFrames(opener, size, firstIndex, times)) {
        track(frames, plan.size(), schedule, sink, progress);
      }
    }
    return new Outcome(
        framesWritten,
        progress.isCancelled(),
        brokenBy,
        schedule.unreached(),
        schedule.foundNothing());
  }

  /** The ids a tracker will give, in order. */
  private static final class ObjectIds {
    private int last;

    ObjectId next() {
      return new ObjectId(++last);
    }
  }

  private void count(RangeReader reader, PromptSchedule schedule, Progress progress) {
    RangeReader.Shown shown = reader.next(progress::isCancelled);
    while (shown != null) {
      if (shown.isFirst()) {
        firstIndex = shown.frame().index();
      }
      for (PromptSchedule.Due due : schedule.due(shown)) {
        prompts.add(new DueAt(timestampsUs.size(), due));
      }
      timestampsUs.add(shown.frame().timestampUs());
      shown.frame().close();
      shown = progress.isCancelled() ? null : reader.next(progress::isCancelled);
    }
  }

  private void track(
      RangeFrames frames, int objects, PromptSchedule schedule, MaskletSink sink, Progress progress)
      throws VideoException {
    try (EncodedVideo video = new EncodedVideo(network, frames, config.policy());
        OutputStage output =
            new OutputStage(config.newPostprocessor(network.spec(), keepLogits), sink)) {
      VideoTracker tracker = new VideoTracker(network, video, config);
      for (int i = 0; i < objects; i++) {
        tracker.addObject();
      }
      for (DueAt at : prompts) {
        for (Prompt prompt : at.due.prompts()) {
          schedule.note(at.due, prompt, find(tracker.prompt(at.frame, at.due.id(), prompt), at));
        }
      }
      VideoTracker.Visitor writer =
          found -> {
            output.put(frames.get(found.index()), found);
            progress.frameDone(found);
            framesWritten++;
            tracker.forgetBefore(found.index());
            return !progress.isCancelled();
          };
      write(tracker, frames.count(), writer);
      output.finish();
    }
  }

  /** Frames before the first prompt have no objects; the walk begins there. */
  private void write(VideoTracker tracker, long count, VideoTracker.Visitor writer)
      throws VideoException {
    long begin = prompts.stream().mapToLong(DueAt::frame).min().orElse(count);
    for (long frame = 0; frame < begin; frame++) {
      if (!writer.visit(tracker.found(frame))) {
        return;
      }
    }
    if (begin < count) {
      tracker.propagate(Walk.forward().from(begin), writer);
    }
  }

  private static TrackedObject find(TrackedFrame found, DueAt at) {
    return found.objects().stream()
        .filter(object -> object.id().equals(at.due.id()))
        .findFirst()
        .orElseThrow();
  }
}
