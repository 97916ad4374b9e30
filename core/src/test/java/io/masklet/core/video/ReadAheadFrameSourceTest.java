package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.geom.Size;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadAheadFrameSourceTest {

  private static final Size SIZE = new Size(2, 2);

  /** Counts what is made and given back; breaks after a number of frames. */
  private static class Counting implements FrameSource {

    private final int breaksAfter;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    volatile boolean closed;

    Counting(int breaksAfter) {
      this.breaksAfter = breaksAfter;
    }

    @Override
    public VideoInfo info() {
      return new VideoInfo(
          "made up",
          SIZE,
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          "none",
          "none",
          "rgb24",
          SIZE,
          0,
          1,
          false);
    }

    @Override
    public @Nullable Frame next() throws VideoException {
      if (made.get() == breaksAfter) {
        throw new VideoException(VideoException.Kind.BROKEN, "it breaks here");
      }
      open.incrementAndGet();
      int index = made.getAndIncrement();
      return new Frame(
          index, index, SIZE, java.nio.ByteBuffer.allocateDirect(12), open::decrementAndGet);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void next_brokenSource_givesTheFramesBeforeAndThenAlwaysTheSame() throws Exception {
    Counting inner = new Counting(5);
    try (ReadAheadFrameSource source = new ReadAheadFrameSource(inner)) {
      for (int i = 0; i < 5; i++) {
        try (Frame frame = source.next()) {
          assertThat(frame).isNotNull().extracting(Frame::index).isEqualTo((long) i);
        }
      }
      assertThatThrownBy(source::next).hasMessage("it breaks here");
      assertThatThrownBy(source::next).hasMessage("it breaks here");
    }
    assertThat(inner.closed).isTrue();
    assertThat(inner.open).hasValue(0);
  }

  @Test
  @Timeout(60) // it would wait for ever
  void next_sourceRunsOutOfMemory_throwsThatToo() {
    Counting inner =
        new Counting(0) {
          @Override
          public Frame next() {
            throw new OutOfMemoryError("no room for a frame");
          }
        };
    try (ReadAheadFrameSource source = new ReadAheadFrameSource(inner)) {
      assertThatThrownBy(source::next).isInstanceOf(OutOfMemoryError.class);
      assertThatThrownBy(source::next).hasMessage("no room for a frame");
    }
    assertThat(inner.closed).isTrue();
  }

  @Test
  void close_inTheMiddle_givesEveryFrameBack() throws Exception {
    Counting inner = new Counting(1_000_000);
    ReadAheadFrameSource source = new ReadAheadFrameSource(inner, 2);
    for (int i = 0; i < 100; i++) {
      Frame frame = source.next();
      assertThat(frame).isNotNull();
      assertThat(inner.open.get()).isLessThanOrEqualTo(5); // taken, waiting, being made
      if (frame != null) {
        frame.close();
      }
    }
    source.close();
    assertThat(inner.closed).isTrue();
    assertThat(inner.open).hasValue(0);
  }
}
