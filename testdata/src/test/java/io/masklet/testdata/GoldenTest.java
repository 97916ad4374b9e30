package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class GoldenTest {

  /** Also the example of a golden: what each preset shows, frame by frame, in words and numbers. */
  @Test
  void check_scenesInNumbers_asTheGoldenSays() {
    StringBuilder text = new StringBuilder("scene frame object area click\n");
    describe(text, SyntheticScene.moving(1));
    describe(text, SyntheticScene.occluded(1));
    describe(text, SyntheticScene.leavesAndReturns(1));
    describe(text, SyntheticScene.twoAlike(1));
    describe(text, SyntheticScene.camera(1));
    Golden.check(GoldenTest.class, "scenes.txt", text.toString());
  }

  @Test
  void firstDifference_oneLineDiffers_showsBoth() {
    assertThat(Golden.firstDifference("a\nb\n", "a\nc\n"))
        .isEqualToNormalizingNewlines("line 2\n  expected: b\n  got:      c");
    assertThat(Golden.firstDifference("a\nb\n", "a\nb\n")).isNull();
    assertThat(Golden.firstDifference("a\n", "a\nb\n")).contains("(end of golden)");
  }

  @Test
  void check_goldenMissing_saysHowToMakeIt() {
    assumeThat(Boolean.getBoolean("golden.update")).isFalse();
    assertThatThrownBy(() -> Golden.check(GoldenTest.class, "no-such.txt", "text"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("golden no-such.txt is missing")
        .hasMessageContaining("-Dgolden.update=true");
  }

  private static void describe(StringBuilder text, SyntheticScene scene) {
    for (int frame = 0; frame < scene.frameCount(); frame += 10) {
      byte[] ids = scene.ids(frame);
      for (SceneObject object : scene.objects()) {
        int area = ExactTruth.areaPx(ids, object.id());
        text.append("%s %d %s %d".formatted(scene.name(), frame, object.name(), area));
        if (area > 0) {
          double[] click = ExactTruth.click(ids, scene.width(), object.id());
          text.append(" (%.1f, %.1f)".formatted(click[0], click[1]));
        }
        text.append('\n');
      }
    }
  }
}
