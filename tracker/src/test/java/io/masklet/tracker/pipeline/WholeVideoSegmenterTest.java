package io.masklet.tracker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WholeVideoSegmenterTest {

  /** The fake network sees cells of 8 video pixels; a 24 px square can be off by half a cell. */
  private static final double COARSE = 0.55;

  private static final int FRAMES = 12;

  private final FakeNetwork network = new FakeNetwork();
  private final Map<Long, List<MaskObservation>> written = new TreeMap<>();
  private int opened;
  private int open;
  private int framesOpen;

  @Test
  void run_writesEveryFrameOnceWithItsMaskAndClosesAll() throws VideoException {
    Outcome outcome = run(FrameRange.all(), Progress.silent(), square(0, When.start(), 0));
    assertThat(outcome.framesWritten()).isEqualTo(FRAMES);
    assertThat(outcome.unreached()).isEmpty();
    assertThat(outcome.foundNothing()).isEmpty();
    assertThat(written).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      assertThat(iou(i, 0, 0)).as("frame %d", i).isGreaterThan(COARSE);
    }
    assertThat(open).as("sources left open").isZero();
    assertThat(framesOpen).as("frames left open").isZero();
    assertThat(network.openFeatures()).isZero();
    assertThat(opened).as("once to count, once to prompt and walk").isEqualTo(2);
  }

  @Test
  void run_promptsOnSeveralFrames_readsAgainAndStaysInOrder() throws VideoException {
    PlannedObject late =
        new PlannedObject("late", List.of(timed(When.frame(8), 1, 8), timed(When.frame(3), 1, 3)));
    run(FrameRange.all(), Progress.silent(), square(0, When.frame(2), 2), late);
    assertThat(opened).as("to count, to prompt, to remember, to walk").isEqualTo(4);
    assertThat(written.get(1L)).as("before the first prompt").isEmpty();
    assertThat(iou(2, 0, 0)).isGreaterThan(COARSE);
    assertThat(iou(11, 1, 1)).isGreaterThan(COARSE);
  }

  @Test
  void run_partOfTheVideo_keepsTheNumbersOfTheFile() throws VideoException {
    FrameRange range = new FrameRange(When.frame(4), When.frame(7));
    run(range, Progress.silent(), square(0, When.start(), 4));
    assertThat(written.keySet()).containsExactly(4L, 5L, 6L, 7L);
    assertThat(iou(7, 0, 0)).isGreaterThan(COARSE);
  }

  @Test
  void run_promptOutsideTheRange_isToldAndFramesAreWritten() throws VideoException {
    FrameRange range = new FrameRange(When.frame(4), When.frame(7));
    Outcome outcome = run(range, Progress.silent(), square(0, When.frame(2), 2));
    assertThat(outcome.unreached()).containsExactly("'square' at frame 2");
    assertThat(written).hasSize(4);
  }

  @Test
  void run_stopped_keepsWhatThereIs() throws VideoException {
    Progress stop =
        new Progress() {
          private int frames;

          @Override
          public void frameDone(TrackedFrame frame) {
            frames++;
          }

          @Override
          public boolean isCancelled() {
            return frames == 5;
          }
        };
    Outcome outcome = run(FrameRange.all(), stop, square(0, When.start(), 0));
    assertThat(outcome.cancelled()).isTrue();
    assertThat(outcome.framesWritten()).isEqualTo(5);
    assertThat(framesOpen).isZero();
  }

  private Outcome run(FrameRange range, Progress progress, PlannedObject... plan)
      throws VideoException {
    TrackerConfig config = TrackerConfig.reference(network.spec());
    return new WholeVideoSegmenter(Scene::new, network, config, false)
        .run(List.of(plan), range, new CapturingSink(), progress);
  }

  private double iou(long frame, int slot, int row) {
    List<MaskObservation> masks = Objects.requireNonNull(written.get(frame));
    return masks.get(slot).mask().iou(GreyScene.truth(row, frame));
  }

  private static PlannedObject square(int row, When when, int index) {
    return new PlannedObject("square", List.of(timed(when, row, index)));
  }

  private static TimedPrompt timed(When when, int row, int index) {
    Click click = Click.positive(GreyScene.centreX(row, index), GreyScene.centreY(row));
    return new TimedPrompt(when, Prompt.clicks(click));
  }

  private final class Scene implements FrameSource {
    private int next;

    Scene() {
      opened++;
      open++;
    }

    @Override
    public VideoInfo info() {
      return GreyScene.info();
    }

    @Override
    public @Nullable Frame next() {
      if (next == FRAMES) {
        return null;
      }
      Frame drawn = GreyScene.frame(next++);
      framesOpen++;
      return new Frame(
          drawn.index(), drawn.timestampUs(), drawn.size(), drawn.rgb(), () -> framesOpen--);
    }

    @Override
    public void close() {
      open--;
    }
  }

  private final class CapturingSink implements MaskletSink {
    @Override
    public void write(Frame frame, List<MaskObservation> objects) {
      assertThat(written.put(frame.index(), new ArrayList<>(objects))).isNull();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
