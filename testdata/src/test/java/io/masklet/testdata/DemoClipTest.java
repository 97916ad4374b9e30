package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoClipTest {

  private static final TruthText TRUTH = DemoClip.truth();

  @ParameterizedTest
  @ValueSource(ints = {0, 110})
  void truth_ofTheFile_equalsAFreshRender(int frame) {
    assertThat(Arrays.equals(TRUTH.frame(frame), SyntheticScene.demo().ids(frame)))
        .as("truth of frame %d; if the scene was changed, make the clip anew", frame)
        .isTrue();
  }

  @Test
  void objects_clicks_areDeepInsideTheirObjects() {
    byte[] truth = TRUTH.frame(0);
    for (DemoClip.Target target : DemoClip.objects()) {
      double[] deepest = ExactTruth.click(truth, TRUTH.width(), target.id());
      assertThat(new double[] {target.x(), target.y()}).as(target.name()).isEqualTo(deepest);
    }
  }

  @Test
  void objects_names_areThoseOfTheScene() {
    assertThat(DemoClip.objects())
        .extracting(target -> new SceneObject(target.id(), target.name()))
        .isEqualTo(SyntheticScene.demo().objects());
  }

  @Test
  void truth_ball_leavesAndReturns() {
    assertThat(ExactTruth.areaPx(TRUTH.frame(0), 3)).isGreaterThan(5000);
    assertThat(ExactTruth.areaPx(TRUTH.frame(80), 3)).isZero();
    assertThat(ExactTruth.areaPx(TRUTH.frame(149), 3)).isGreaterThan(5000);
  }

  @Test
  void open_file_isAnMp4OfModestSize() throws IOException {
    try (InputStream file = DemoClip.open()) {
      byte[] bytes = file.readAllBytes();
      assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
      assertThat(bytes.length).isLessThan(2_500_000);
    }
  }
}
