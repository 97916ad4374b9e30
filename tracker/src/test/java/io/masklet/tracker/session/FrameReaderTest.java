package io.masklet.tracker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.memory.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameReaderTest {

  private static final int FRAMES = 300;

  /** Large enough that only a few fit into a stretch; the frames themselves are small. */
  private static final Size LARGE = new Size(4096, 2048);

  private final SceneProject scene;
  private final MaskStore store;
  private int opened;
  private int decoded;
  private int open;
  private int mostOpen;
  private long lateUs;

  FrameReaderTest(@TempDir Path folder) throws IOException {
    this.scene = new SceneProject(folder, FRAMES, this::count);
    this.store = MaskStore.open(folder.resolve("x.masks"), "x", GreyScene.SIZE, true);
  }

  private Frame count(long index) {
    decoded++;
    open++;
    mostOpen = Math.max(open, mostOpen);
    Frame frame = GreyScene.frame(index);
    long timestampUs = frame.timestampUs() + lateUs;
    return new Frame(index, timestampUs, frame.size(), frame.rgb(), () -> open--);
  }

  /** Can be entered at every tenth frame. */
  private final class Seekable implements VideoOpener {
    @Override
    public FrameSource open() {
      opened++;
      return scene.open();
    }

    @Override
    public FrameSource openAt(long frame, FrameTimes times) {
      opened++;
      return scene.openAt(frame / 10 * 10);
    }
  }

  @AfterEach
  void everyFrameIsClosed() {
    assertThat(open).isZero();
    store.close();
  }

  private void assertFrame(FrameReader reader, long wanted, Direction direction)
      throws IOException {
    try (Frame frame = Objects.requireNonNull(reader.get(wanted, direction))) {
      assertThat(frame.index()).isEqualTo(wanted);
      assertThat(frame.timestampUs()).isEqualTo(40_000 * wanted);
      assertThat(frame.rgb()).isEqualTo(GreyScene.frame(wanted).rgb());
    }
  }

  @Test
  void forward_decodesOnce_andFindsTheEnd() throws IOException {
    try (FrameReader reader = new FrameReader(new Seekable(), GreyScene.SIZE, store.frames())) {
      for (long frame = 0; frame < FRAMES; frame++) {
        assertFrame(reader, frame, Direction.FORWARD);
      }
      assertThat(reader.get(FRAMES, Direction.FORWARD)).isNull();
      assertThat(decoded).isEqualTo(FRAMES);
      assertThat(store.frames().count()).isEqualTo(FRAMES);
    }
  }

  @Test
  void backward_decodesStretches_andHoldsNoMore() throws IOException {
    readOnce();
    try (FrameReader reader = new FrameReader(new Seekable(), LARGE, store.frames())) {
      for (long frame = FRAMES - 1; frame >= 0; frame--) {
        assertFrame(reader, frame, Direction.BACKWARD);
      }
      int stretch = (int) ((96L << 20) / (3 * LARGE.areaPx()));
      assertThat(mostOpen).isEqualTo(stretch);
      assertThat(decoded).isLessThan(FRAMES + (FRAMES / stretch + 1) * 60);
    }
  }

  @Test
  void anyOrder_isRight_andFarFramesAreEntered() throws IOException {
    readOnce();
    Random random = new Random(4);
    try (FrameReader reader = new FrameReader(new Seekable(), GreyScene.SIZE, store.frames())) {
      for (int i = 0; i < 200; i++) {
        Direction direction = Direction.values()[random.nextInt(2)];
        assertFrame(reader, random.nextInt(FRAMES), direction);
      }
    }
    decoded = 0;
    opened = 0;
    try (FrameReader reader = new FrameReader(new Seekable(), GreyScene.SIZE, store.frames())) {
      assertFrame(reader, 250, Direction.FORWARD);
      assertThat(decoded).isEqualTo(1);
      assertFrame(reader, 259, Direction.FORWARD);
      assertThat(decoded).isEqualTo(10);
      assertThat(opened).isEqualTo(1);
    }
  }

  @Test
  void frameAtAnotherTime_isAChangedVideo() throws IOException {
    readOnce();
    lateUs = 1;
    try (FrameReader reader = new FrameReader(new Seekable(), GreyScene.SIZE, store.frames())) {
      assertThatThrownBy(() -> reader.get(100, Direction.FORWARD))
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("the video has changed");
    }
  }

  private void readOnce() throws IOException {
    try (FrameReader reader = new FrameReader(new Seekable(), GreyScene.SIZE, store.frames())) {
      for (long frame = 0; frame < FRAMES; frame++) {
        Objects.requireNonNull(reader.get(frame, Direction.FORWARD)).close();
      }
    }
    decoded = 0;
    opened = 0;
    mostOpen = 0;
  }
}
