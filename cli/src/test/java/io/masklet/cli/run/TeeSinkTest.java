package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.MaskObservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeeSinkTest {

  private final List<String> finished = new ArrayList<>();

  @Test
  void finish_oneFails_finishesTheOthersAndThrowsTheFirstFailure() {
    TeeSink tee = new TeeSink();
    tee.add(sink("overlay", false));
    tee.add(sink("masks", true));
    tee.add(sink("json", true));
    tee.add(sink("csv", false));
    assertThatThrownBy(tee::finish)
        .isInstanceOf(VideoException.class)
        .hasMessage("masks")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .asString()
                    .isEqualTo(failure("json")));
    assertThat(finished).containsExactly("overlay", "csv");
  }

  private static String failure(String name) {
    return new VideoException(VideoException.Kind.NOT_WRITABLE, name).toString();
  }

  private MaskletSink sink(String name, boolean fails) {
    return new MaskletSink() {
      @Override
      public void write(Frame frame, List<MaskObservation> objects) {}

      @Override
      public void finish() throws VideoException {
        if (fails) {
          throw new VideoException(VideoException.Kind.NOT_WRITABLE, name);
        }
        finished.add(name);
      }

      @Override
      public void close() {}
    };
  }
}
