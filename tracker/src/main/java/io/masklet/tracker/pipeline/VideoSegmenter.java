package io.masklet.tracker.pipeline;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.object.TrackedFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Source to tracker to sink, for a whole video: one frame in flight at each stage, whatever the
 * length of the video.
 *
 * <p>Not reusable; one run a segmenter. <b>Ownership.</b> Source, tracker and sink are borrowed;
 * the caller finishes and closes the sink, so that it decides what an incomplete run is worth.
 */
public final class VideoSegmenter {

  private final FrameSource source;
  private final StreamingTracker tracker;
  private final MaskPostprocessor postprocessor;
  private @Nullable VideoException brokenBy;
  private long framesWritten;
  private long durationUs = -1;

  public VideoSegmenter(
      FrameSource source, StreamingTracker tracker, MaskPostprocessor postprocessor) {
    this.source = source;
    this.tracker = tracker;
    this.postprocessor = postprocessor;
  }

  /**
   * Tracks the planned objects through the range and writes every frame of it.
   *
   * @throws io.masklet.tracker.PromptException if a prompt does not fit the video; before any work
   * @throws VideoException if the output cannot be written. A video that breaks while it is read is
   *     not an exception but an {@link Outcome}
   */
  public Outcome run(
      List<PlannedObject> plan, FrameRange range, MaskletSink sink, Progress progress)
      throws VideoException {
    PromptSchedule schedule = new PromptSchedule(plan, source.info().size(), tracker);
    boolean cancelled = false;
    try (OutputStage output = new OutputStage(postprocessor, sink)) {
      Frame frame = read();
      while (frame != null && !cancelled && !range.isAfter(frame)) {
        Frame next = read();
        long endUs = endOf(frame, next);
        if (range.isBefore(frame, endUs)) {
          frame.close();
        } else {
          if (range.endsWith(frame, endUs)) {
            brokenBy = null; // whatever broke comes after all that was asked for
          }
          TrackedFrame found = track(frame, schedule, endUs);
          output.put(frame, found);
          progress.frameDone(found);
        }
        cancelled = progress.isCancelled(); // also on the way to a late start, which may be long
        frame = next;
      }
      if (frame != null) {
        frame.close();
      }
      output.finish();
    }
    return new Outcome(
        framesWritten,
        cancelled,
        Optional.ofNullable(brokenBy),
        schedule.unreached(),
        schedule.foundNothing());
  }

  /** When the frame after this one is shown; after the last, when it would be. */
  private long endOf(Frame frame, @Nullable Frame next) {
    if (next != null) {
      durationUs = next.timestampUs() - frame.timestampUs();
    }
    // A still picture is shown for ever.
    return durationUs < 0 ? Long.MAX_VALUE : frame.timestampUs() + durationUs;
  }

  private TrackedFrame track(Frame frame, PromptSchedule schedule, long endUs) {
    tracker.advance(frame);
    schedule.apply(tracker, frame, framesWritten == 0, endUs);
    framesWritten++;
    return tracker.found();
  }

  /** The next frame, or null at the end or where the video breaks. */
  private @Nullable Frame read() {
    try {
      return source.next();
    } catch (VideoException e) {
      brokenBy = e;
      return null;
    }
  }
}
