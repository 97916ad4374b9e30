package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.Clip.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source of frames promises, whatever is behind it. */
abstract class FrameSourceContract {

  private final Path folder;

  FrameSourceContract(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A source of {@link #frameCount()} pictures of {@link Clip}, made in an empty folder. */
  abstract FrameSource open(Path folder) throws Exception;

  int frameCount() {
    return 12;
  }

  @Test
  void next_untilTheEnd_givesEveryFrameOnceInOrder() throws Exception {
    try (FrameSource source = open(folder)) {
      List<Seen> seen = Clip.readAll(source);
      assertThat(seen).hasSize(frameCount());
      for (int n = 0; n < seen.size(); n++) {
        assertThat(seen.get(n).index()).isEqualTo(n);
        assertThat(seen.get(n).timestampUs()).isEqualTo(n * 40_000L);
        assertThat(seen.get(n).grey()).isBetween(Clip.grey(n) - 3, Clip.grey(n) + 3);
        assertThat(seen.get(n).redCorner()).isEqualTo("top left");
      }
    }
  }

  @Test
  void next_afterTheEnd_staysNull() throws Exception {
    try (FrameSource source = open(folder)) {
      Clip.readAll(source);
      assertThat(source.next()).isNull();
      assertThat(source.next()).isNull();
    }
  }

  @Test
  void info_beforeTheFirstFrame_hasItsSize() throws Exception {
    try (FrameSource source = open(folder);
        Frame first = frame(source)) {
      assertThat(source.info().size()).isEqualTo(first.size());
      assertThat(source.info().name()).contains(folder.toString());
    }
  }

  @Test
  void close_whileAFrameIsOut_leavesThatFrameAlone() throws Exception {
    FrameSource source = open(folder);
    try (Frame frame = frame(source)) {
      int grey = Clip.look(frame).grey();
      source.close();
      source.close();
      assertThat(Clip.look(frame).grey()).isEqualTo(grey);
    }
  }

  @Test
  void next_afterClose_saysSo() throws Exception {
    FrameSource source = open(folder);
    source.close();
    assertThatIllegalStateException().isThrownBy(source::next).withMessageContaining("was closed");
  }

  @Test
  void next_framesHeldTogether_doNotShareBuffers() throws Exception {
    try (FrameSource source = open(folder);
        Frame first = frame(source);
        Frame second = source.next()) {
      if (second != null) {
        assertThat(first.rgb()).isNotSameAs(second.rgb());
        assertThat(Clip.look(first).grey()).isNotEqualTo(Clip.look(second).grey());
      }
    }
  }

  private static Frame frame(FrameSource source) throws VideoException {
    return Objects.requireNonNull(source.next());
  }
}
