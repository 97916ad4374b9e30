package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.core.export.MaskletSink;
import io.masklet.core.export.OverlayVideo;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FfmpegFrameSink;
import io.masklet.core.video.FrameSources;
import io.masklet.core.video.Mp4Options;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.Progress;
import io.masklet.tracker.pipeline.VideoSegmenter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One run of {@code masklet bench}: decode, track, draw and encode a video with one object and with
 * several, and say what it cost.
 *
 * @param input the video
 * @param prompt of the object, on the first frame; the several objects all get it
 * @param objects how many the second run tracks
 * @param rounds how often the video is shown in a row
 * @param model which model, on which device
 */
public record BenchJob(Path input, Prompt prompt, int objects, int rounds, ModelChoice model) {

  private static final int CLICKS = 40;

  /** Measures; the figures are the results of the command. */
  public void run(Console console) throws CommandException, IOException {
    try (TempFolder temp = TempFolder.create("overlay.mp4");
        OrtNetwork network = model.open(console)) {
      console.say("Model: " + model.name() + ". Device: " + network.deviceLine() + ".");
      Run one = track(network, 1, temp.file());
      long sinceStart = one.firstFrameMillis - startMillis();
      console.result(text("First tracked frame %d ms after the start of the program.", sinceStart));
      tell(console, one, 1);
      if (objects > 1) {
        Run several = track(network, objects, temp.file());
        tell(console, several, objects);
        double times = several.millisAFrame() / one.millisAFrame();
        console.result(text("%d objects cost %.2f times one.", objects, times));
      }
      console.result(text("A click on an encoded frame answers in %.1f ms.", clickMillis(network)));
      ProcessMemory.peakMiB()
          .ifPresent(peak -> console.result(text("Peak memory of the process: %d MiB.", peak)));
    }
  }

  private static void tell(Console console, Run run, int objects) {
    console.result(
        text(
            "%d %s: %d frames in %.2f s, %.1f frames/s, %.1f ms a frame%s.",
            objects,
            objects == 1 ? "object" : "objects",
            run.frames,
            run.seconds(),
            run.frames / run.seconds(),
            run.millisAFrame(),
            memory(run)));
  }

  private static String memory(Run run) {
    return run.earlyMiB.isPresent() && run.lateMiB.isPresent()
        ? text(
            "; resident %d MiB after 60 frames, %d MiB at the end",
            run.earlyMiB.getAsLong(), run.lateMiB.getAsLong())
        : "";
  }

  /** Numbers as programs read them, wherever the machine stands. */
  private static String text(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  private Run track(OrtNetwork network, int count, Path video) throws IOException {
    List<PlannedObject> plan = new ArrayList<>();
    Map<Integer, String> names = new TreeMap<>();
    for (int i = 1; i <= count; i++) {
      plan.add(PlannedObject.atStart("object " + i, prompt));
      names.put(i, "object " + i);
    }
    Mp4Options mp4 = Mp4Options.DEFAULT.withForce(true);
    try (FrameSource source = new LoopedSource(input, rounds);
        StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults());
        MaskletSink sink =
            new OverlayVideo(
                FfmpegFrameSink.create(video, source.info().size(), mp4),
                source.info().size(),
                names)) {
      Run run = new Run();
      new VideoSegmenter(
              source, tracker, TrackerConfig.defaults().newPostprocessor(network.spec(), false))
          .run(plan, FrameRange.all(), sink, run);
      sink.finish();
      run.end();
      return run;
    }
  }

  /** Median time of a prompt, frame already encoded: decoder and choice of the mask. */
  private double clickMillis(OrtNetwork network) throws IOException {
    double[] millis = new double[CLICKS];
    try (FrameSource source = FrameSources.open(input);
        StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults())) {
      try (Frame frame = source.next()) {
        if (frame == null) {
          return Double.NaN;
        }
        tracker.advance(frame);
        tracker.prompt(tracker.addObject(), prompt); // encodes
        for (int i = 0; i < CLICKS; i++) {
          ObjectId fresh = tracker.addObject();
          long begun = System.nanoTime();
          tracker.prompt(fresh, prompt);
          millis[i] = (System.nanoTime() - begun) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    return millis[CLICKS / 2];
  }

  private static long startMillis() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Watches one run. The clock starts when the run does and stops when its file is finished. */
  private static final class Run implements Progress {
    private final long begunNanos = System.nanoTime();
    private long endedNanos;
    private long frames;
    private long firstFrameMillis;
    private OptionalLong earlyMiB = OptionalLong.empty();
    private OptionalLong lateMiB = OptionalLong.empty();

    @Override
    public void frameDone(TrackedFrame frame) {
      if (frames++ == 0) {
        firstFrameMillis = System.currentTimeMillis();
      }
      if (frames == 60) {
        earlyMiB = ProcessMemory.residentMiB();
      }
    }

    void end() {
      endedNanos = System.nanoTime();
      lateMiB = ProcessMemory.residentMiB();
    }

    double seconds() {
      return (endedNanos - begunNanos) / 1e9;
    }

    double millisAFrame() {
      return seconds() * 1e3 / frames;
    }
  }
}
