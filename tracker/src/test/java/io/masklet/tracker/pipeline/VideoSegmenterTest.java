package io.masklet.tracker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.testdata.Golden;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VideoSegmenterTest {

  private static final int FRAMES = 12;

  private final CapturingSink sink = new CapturingSink();

  @Test
  void run_writesEveryFrameWithItsMask() throws VideoException {
    Outcome outcome = run(new SceneSource(FRAMES, -1), FrameRange.all(), clickAt(When.start(), 0));
    assertThat(outcome.framesWritten()).isEqualTo(FRAMES);
    assertThat(sink.indices).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    assertThat(sink.masks).allSatisfy(masks -> assertThat(masks.get(0).mask().isEmpty()).isFalse());
    assertThat(outcome.unreached()).isEmpty();
  }

  @Test
  void run_twoObjectsOneLateOneCorrected_isAsWritten() throws VideoException {
    run(
        new SceneSource(FRAMES, -1),
        FrameRange.all(),
        clickAt(When.start(), 0),
        new PlannedObject("late", List.of(timed(When.frame(3), 1, 3), timed(When.frame(8), 0, 8))));
    Golden.check(getClass(), "two-objects.txt", sink.text());
  }

  @Test
  void run_promptByTime_meansTheFrameShownThen() throws VideoException {
    // Frame 3 is shown from 120 ms to 160 ms.
    Outcome outcome =
        run(new SceneSource(FRAMES, -1), FrameRange.all(), clickAt(When.timeUs(159_000), 3));
    assertThat(outcome.unreached()).isEmpty();
    assertThat(sink.masks.get(2)).isEmpty();
    assertThat(sink.masks.get(3)).hasSize(1);
  }

  @Test
  void run_range_writesOnlyThatPart() throws VideoException {
    FrameRange range = new FrameRange(When.frame(4), When.timeUs(7 * 40_000));
    run(new SceneSource(FRAMES, -1), range, clickAt(When.start(), 4));
    assertThat(sink.indices).containsExactly(4L, 5L, 6L, 7L);
    assertThat(sink.masks.get(0)).hasSize(1);
  }

  @Test
  void run_rangeStartingByTime_beginsWithTheFrameShownThen() throws VideoException {
    FrameRange range = new FrameRange(When.timeUs(4 * 40_000 + 1_000), null);
    run(new SceneSource(FRAMES, -1), range, clickAt(When.start(), 4));
    assertThat(sink.indices.get(0)).isEqualTo(4L);
  }

  @Test
  void run_brokenVideo_keepsTheFramesBefore() throws VideoException {
    Outcome outcome = run(new SceneSource(FRAMES, 5), FrameRange.all(), clickAt(When.start(), 0));
    assertThat(outcome.brokenBy()).isPresent();
    assertThat(outcome.framesWritten()).isEqualTo(5);
  }

  @Test
  void run_breakAfterTheEndOfTheRange_isNobodysBusiness() throws VideoException {
    FrameRange range = new FrameRange(null, When.frame(4));
    Outcome outcome = run(new SceneSource(FRAMES, 5), range, clickAt(When.start(), 0));
    assertThat(outcome.brokenBy()).isEmpty();
    assertThat(outcome.framesWritten()).isEqualTo(5);
  }

  @Test
  void run_timeAfterTheEnd_isNotTheLastFrame() throws VideoException {
    long lastShownUntilUs = FRAMES * 40_000;
    Outcome before =
        run(
            new SceneSource(FRAMES, -1),
            FrameRange.all(),
            clickAt(When.timeUs(lastShownUntilUs - 1), FRAMES - 1));
    assertThat(before.unreached()).isEmpty();
    Outcome after =
        run(
            new SceneSource(FRAMES, -1),
            FrameRange.all(),
            clickAt(When.timeUs(lastShownUntilUs), FRAMES - 1));
    assertThat(after.unreached()).containsExactly("'square' at 0.480 s");
  }

  @Test
  void run_oneFrameNamedInThreeWays_isOnePrompt() throws VideoException {
    // The first point decides for the fake network; were the prompts followed one by one, the last
    // would win and the object would be the other square.
    run(
        new SceneSource(2, -1),
        FrameRange.all(),
        new PlannedObject(
            "square",
            List.of(
                timed(When.start(), 0, 0),
                timed(When.frame(0), 1, 0),
                timed(When.timeUs(0), 1, 0))));
    assertThat(sink.masks.get(1).get(0).mask().iou(GreyScene.truth(0, 1))).isGreaterThan(0.5);
  }

  @Test
  void run_promptAfterTheEnd_isReported() throws VideoException {
    Outcome outcome =
        run(new SceneSource(FRAMES, -1), FrameRange.all(), clickAt(When.frame(99), 0));
    assertThat(outcome.unreached()).containsExactly("'square' at frame 99");
  }

  @Test
  void run_promptOutside_failsBeforeAnyWork() {
    PlannedObject bad = PlannedObject.atStart("square", Prompt.clicks(Click.positive(999, 1)));
    assertThatThrownBy(() -> run(new SceneSource(FRAMES, -1), FrameRange.all(), bad))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("'square' at the first frame");
    assertThat(sink.indices).isEmpty();
  }

  @Test
  void run_cancelled_stopsAfterTheFrame() throws VideoException {
    Progress stopAtThree =
        new Progress() {
          private int done;

          @Override
          public void frameDone(TrackedFrame frame) {
            done++;
          }

          @Override
          public boolean isCancelled() {
            return done == 3;
          }
        };
    Outcome outcome =
        segment(
            new SceneSource(FRAMES, -1), FrameRange.all(), stopAtThree, clickAt(When.start(), 0));
    assertThat(outcome.cancelled()).isTrue();
    assertThat(sink.indices).hasSize(3);
  }

  @Test
  void run_cancelledOnTheWayToTheStart_writesNothing() throws VideoException {
    Progress stopAtOnce =
        new Progress() {
          @Override
          public void frameDone(TrackedFrame frame) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    FrameRange late = new FrameRange(When.frame(FRAMES - 1), null);
    Outcome outcome =
        segment(new SceneSource(FRAMES, -1), late, stopAtOnce, clickAt(When.start(), 0));
    assertThat(outcome.cancelled()).isTrue();
    assertThat(sink.indices).isEmpty();
  }

  @Test
  void run_sinkFails_saysSoAndClosesEveryFrame() {
    sink.failAt = 2;
    SceneSource source = new SceneSource(FRAMES, -1);
    assertThatThrownBy(() -> run(source, FrameRange.all(), clickAt(When.start(), 0)))
        .isInstanceOf(VideoException.class)
        .hasMessage("disk full");
  }

  private Outcome run(FrameSource source, FrameRange range, PlannedObject... plan)
      throws VideoException {
    return segment(source, range, Progress.silent(), plan);
  }

  private Outcome segment(
      FrameSource source, FrameRange range, Progress progress, PlannedObject... plan)
      throws VideoException {
    try (FakeNetwork network = new FakeNetwork();
        StreamingTracker tracker =
            new StreamingTracker(network, TrackerConfig.defaults().overlapping())) {
      return new VideoSegmenter(source, tracker, new MaskPostprocessor(false, false))
          .run(List.of(plan), range, sink, progress);
    }
  }

  private static PlannedObject clickAt(When when, int index) {
    return new PlannedObject("square", List.of(timed(when, 0, index)));
  }

  /** A click in the middle of the square of a row, where it is in frame {@code index}. */
  private static TimedPrompt timed(When when, int row, int index) {
    Click click = Click.positive(GreyScene.centreX(row, index), GreyScene.centreY(row));
    return new TimedPrompt(when, Prompt.clicks(click));
  }

  private static final class SceneSource implements FrameSource {
    private final int frames;
    private final int breaksAt;
    private int next;

    SceneSource(int frames, int breaksAt) {
      this.frames = frames;
      this.breaksAt = breaksAt;
    }

    @Override
    public VideoInfo info() {
      return GreyScene.info();
    }

    @Override
    public @Nullable Frame next() throws VideoException {
      if (next == breaksAt) {
        throw new VideoException(VideoException.Kind.BROKEN, "broken on purpose");
      }
      return next == frames ? null : GreyScene.frame(next++);
    }

    @Override
    public void close() {}
  }

  private static final class CapturingSink implements MaskletSink {
    private final List<Long> indices = new ArrayList<>();
    private final List<List<MaskObservation>> masks = new ArrayList<>();
    private long failAt = -1;

    @Override
    public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
      if (frame.index() == failAt) {
        throw new VideoException(VideoException.Kind.NOT_WRITABLE, "disk full");
      }
      indices.add(frame.index());
      masks.add(objects);
    }

    /** One line an object and frame; a person can read it. */
    String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < indices.size(); i++) {
        for (MaskObservation object : masks.get(i)) {
          text.append(line(indices.get(i), object)).append('\n');
        }
      }
      return text.toString();
    }

    private static String line(long index, MaskObservation object) {
      Box box = object.mask().box().orElseThrow();
      Point centroid = object.mask().centroid().orElseThrow();
      return String.format(
          Locale.ROOT,
          "frame %2d  object %d  area %4d  box %.0f,%.0f,%.0f,%.0f  centroid %.2f,%.2f  rle %08x"
              + "  score %.1f",
          index,
          object.objectId(),
          object.mask().areaPx(),
          box.x0(),
          box.y0(),
          box.x1(),
          box.y1(),
          centroid.x(),
          centroid.y(),
          Rle.encode(object.mask()).counts().hashCode(),
          object.objectScore());
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
