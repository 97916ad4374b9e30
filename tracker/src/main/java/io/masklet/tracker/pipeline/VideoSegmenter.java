package io.masklet.tracker.pipeline;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.object.TrackedFrame;
import java.util.List;

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
  private long framesWritten;

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
    PromptSchedule schedule = new PromptSchedule(plan, source.info().size(), tracker::addObject);
    try (RangeReader reader = new RangeReader(source, range);
        OutputStage output = new OutputStage(postprocessor, sink)) {
      RangeReader.Shown shown = reader.next(progress::isCancelled);
      while (shown != null) {
        TrackedFrame found = track(shown, schedule);
        output.put(shown.frame(), found);
        progress.frameDone(found);
        framesWritten++;
        shown = progress.isCancelled() ? null : reader.next(progress::isCancelled);
      }
      output.finish();
      return new Outcome(
          framesWritten,
          progress.isCancelled(),
          reader.brokenBy(),
          schedule.unreached(),
          schedule.foundNothing());
    }
  }

  private TrackedFrame track(RangeReader.Shown shown, PromptSchedule schedule) {
    tracker.advance(shown.frame());
    for (PromptSchedule.Due due : schedule.due(shown)) {
      for (Prompt prompt : due.prompts()) {
        schedule.note(due, prompt, tracker.prompt(due.id(), prompt));
      }
    }
    return tracker.found();
  }
}
