package io.masklet.cli.eval;

import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Calibration;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.review.Sighting;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.Outcome;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.Progress;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.VideoSegmenter;
import io.masklet.tracker.pipeline.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tracks all objects of one sequence, just as {@code masklet track} would, and keeps their masks.
 */
public final class SequenceRun {

  private final Sam2Network network;
  private final PromptMaker prompts;
  private final TrackerConfig config;

  public SequenceRun(Sam2Network network, PromptMaker prompts, TrackerConfig config) {
    this.network = network;
    this.prompts = prompts;
    this.config = config;
  }

  /**
   * What came of it.
   *
   * @param sightings scores and signals of every object in every frame, under the ids of the truth
   * @param speed of tracking alone; choosing the prompts is not in it
   * @param cancelled whether somebody asked to stop, so that frames are missing
   */
  public record Result(
      MaskSequence masks, List<Sighting> sightings, Speed speed, boolean cancelled) {}

  /** Tracks from the first frame to the last. */
  public Result track(DavisDataset data, MaskSequence truth, Progress progress) throws IOException {
    Pictures pictures = Pictures.open(data.picturesOf(truth.name()), truth);
    List<Integer> ids = DavisRules.objects(truth);
    List<PlannedObject> plan = plan(pictures, truth, ids);
    Collector collector = new Collector(truth.name(), pictures.frames(), ids);
    long begun = System.nanoTime();
    try (FrameSource source = FrameSources.open(pictures.folder());
        StreamingTracker tracker = new StreamingTracker(network, config)) {
      MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
      Outcome outcome =
          new VideoSegmenter(source, tracker, postprocessor)
              .run(plan, FrameRange.all(), collector, progress);
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (outcome.brokenBy().isPresent()) {
        throw outcome.brokenBy().get();
      }
      int frames = (int) outcome.framesWritten();
      Speed speed = new Speed(frames, ids.size(), seconds);
      return new Result(collector.masks, collector.sightings, speed, outcome.cancelled());
    }
  }

  private List<PlannedObject> plan(Pictures pictures, MaskSequence truth, List<Integer> ids)
      throws IOException {
    String firstFrame = truth.frames().get(0);
    FrameMasks given = truth.masks(firstFrame);
    When when = When.frame(pictures.frames().indexOf(firstFrame));
    List<PlannedObject> plan = new ArrayList<>();
    try (Frame frame = Pictures.read(pictures.folder(), firstFrame)) {
      for (int id : ids) {
        Prompt prompt = prompts.of(given.mask(id), frame, network);
        plan.add(new PlannedObject("object " + id, List.of(new TimedPrompt(when, prompt))));
      }
    }
    return plan;
  }

  /** Keeps the masks, under the ids of the truth. */
  private static final class Collector implements MaskletSink {
    private final TrackedMasks masks;
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<String> frames;
    private final List<Integer> ids;

    Collector(String sequence, List<String> frames, List<Integer> ids) {
      this.masks = new TrackedMasks(sequence, "this run");
      this.frames = frames;
      this.ids = ids;
    }

    @Override
    public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
      Map<Integer, Bitmap> byTruthId = new TreeMap<>();
      for (MaskObservation object : objects) {
        int id = ids.get(object.objectId() - 1);
        byTruthId.put(id, object.mask());
        sightings.add(Sighting.of(frame, object.withId(id), Calibration.NONE));
      }
      masks.add(frames.get((int) frame.index()), frame.size(), byTruthId);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
