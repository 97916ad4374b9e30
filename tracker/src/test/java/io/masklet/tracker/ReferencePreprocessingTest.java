package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.models.testing.NanoModel;
import io.masklet.tracker.image.FramePreprocessor;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ReferencePreprocessingTest {

  /** A byte more or less would show as 0.017. */
  private static final float TOLERANCE = 5e-6f;

  @Test
  void load_asTheReference_isTheReferencesVideoLoader() {
    float[] golden = NanoModel.EDGETAM.goldens().get("pre.frame0.video").floats();
    assertThat(largestDifference(FramePreprocessor.ofReference(128), golden)).isLessThan(TOLERANCE);
  }

  @Test
  void load_asWeDo_isNotTheReferencesVideoLoader() {
    float[] golden = NanoModel.EDGETAM.goldens().get("pre.frame0.video").floats();
    assertThat(largestDifference(new FramePreprocessor(128), golden)).isGreaterThan(0.05f);
  }

  /** The clip is 160x90, so one axis shrinks to 128 and the other grows. */
  private static float largestDifference(FramePreprocessor preprocessor, float[] golden) {
    try (Frame frame = new GoldenClip().get(0)) {
      preprocessor.load(frame);
    }
    FloatBuffer pixels = preprocessor.pixels();
    float largest = 0;
    for (int i = 0; i < golden.length; i++) {
      largest = Math.max(largest, Math.abs(pixels.get(i) - golden[i]));
    }
    return largest;
  }
}
