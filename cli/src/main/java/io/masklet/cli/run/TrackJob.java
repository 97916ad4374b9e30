package io.masklet.cli.run;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Interruption;
import io.masklet.cli.report.ProgressReport;
import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.Outcome;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.VideoSegmenter;
import io.masklet.tracker.pipeline.WholeVideoSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@code masklet track}, from the opened video to the finished files.
 *
 * <p>What can go wrong cheaply is tried first: the video, the prompts, the outputs, and only then
 * the model.
 *
 * @param input the video
 * @param prompts what to track
 * @param range which part of the video
 * @param model which model, on which device
 * @param tracking whose rules, and whether objects may share pixels
 * @param outputs what to write
 */
public record TrackJob(
    Path input,
    PromptPlan prompts,
    FrameRange range,
    ModelChoice model,
    TrackingChoice tracking,
    OutputPlan outputs) {

  /** Tracks and writes. */
  public ExitCode run(Console console) throws CommandException, IOException {
    outputs.requireApartFrom(inputs());
    try (FrameSource source = FrameSources.open(input)) {
      List<PlannedObject> plan = prompts.forVideo(source.info().size());
      PlanChecks.requireFits(plan, range, source.info());
      try (Interruption interruption = Interruption.listen(console);
          MaskletSink sink =
              Outputs.open(
                  outputs,
                  input,
                  source.info(),
                  prompts.names(),
                  Calibrations.of(model.name()),
                  console);
          OrtNetwork network = model.open(console)) {
        console.say("Model: " + model.name() + ". Device: " + network.deviceLine() + ".");
        return track(source, plan, network, sink, interruption, console);
      }
    }
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(prompts.files());
    inputs.add(input);
    return inputs;
  }

  private String name() {
    return String.valueOf(input.getFileName());
  }

  private ExitCode track(
      FrameSource source,
      List<PlannedObject> plan,
      OrtNetwork network,
      MaskletSink sink,
      Interruption interruption,
      Console console)
      throws CommandException, VideoException {
    TimeSpan span = TimeSpan.of(range, source.info());
    ProgressReport progress =
        new ProgressReport(
            console, span.startUs(), span.endUs(), interruption::isRequested, System::nanoTime);
    try {
      Outcome outcome = segment(source, plan, network, sink, progress);
      RunEnd end = new RunEnd(name(), plan, outputs, outcome);
      end.requireWorthKeeping();
      sink.finish();
      progress.end();
      return end.tell(console, progress.elapsedSeconds());
    } finally {
      progress.end();
    }
  }

  private Outcome segment(
      FrameSource source,
      List<PlannedObject> plan,
      OrtNetwork network,
      MaskletSink sink,
      ProgressReport progress)
      throws VideoException {
    TrackerConfig config = tracking.config(network.spec());
    boolean keepLogits = outputs.logits() != null;
    if (tracking.policy() == TrackingChoice.PolicyName.REFERENCE) {
      return new WholeVideoSegmenter(() -> FrameSources.open(input), network, config, keepLogits)
          .run(plan, range, sink, progress);
    }
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      return new VideoSegmenter(
              source, tracker, config.newPostprocessor(network.spec(), keepLogits))
          .run(plan, range, sink, progress);
    }
  }
}
