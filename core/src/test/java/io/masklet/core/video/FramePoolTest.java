package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FramePoolTest {

  private static final Size SIZE = new Size(31, 17);

  private final FramePool pool = FramePool.of(SIZE);

  @Test
  void take_afterAFrameWasClosed_givesItsBufferAgain() {
    ByteBuffer first = pool.take();
    Frame frame = pool.frame(0, 0, first);
    assertThat(pool.take()).isNotSameAs(first);
    frame.close();
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void of_sizeUsedLast_isTheSamePool() {
    assertThat(FramePool.of(SIZE)).isSameAs(pool);
  }

  @Test
  void of_otherSize_isAnotherPoolWithBuffersOfThatSize() {
    Size other = new Size(17, 31);
    FramePool fresh = FramePool.of(other);
    assertThat(fresh).isNotSameAs(pool);
    assertThat(fresh.take().capacity()).isEqualTo(3 * 17 * 31);
    assertThat(FramePool.of(SIZE)).isNotSameAs(fresh);
  }
}
