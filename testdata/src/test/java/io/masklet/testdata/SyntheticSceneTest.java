package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticSceneTest {

  @Test
  void frame_renderedTwiceFromTwoScenes_isEqual() {
    SyntheticFrame one = SyntheticScene.moving(7).frame(11);
    SyntheticScene other = SyntheticScene.moving(7);
    other.frame(3);
    SyntheticFrame two = other.frame(11);
    assertThat(two.rgb()).isEqualTo(one.rgb());
    assertThat(two.ids()).isEqualTo(one.ids());
    assertThat(two.timestampUs()).isEqualTo(440_000);
  }

  @Test
  void frame_otherSeed_isAnotherPicture() {
    assertThat(SyntheticScene.moving(1).frame(0).rgb())
        .isNotEqualTo(SyntheticScene.moving(2).frame(0).rgb());
  }

  @Test
  void frame_ballAgainstGrass_idsMatchColours() {
    SyntheticScene scene = SyntheticScene.leavesAndReturns(3);
    SyntheticFrame frame = scene.frame(0);
    int[] redder = new int[2];
    for (int pixel = 0; pixel < frame.ids().length; pixel++) {
      int red = frame.rgb()[3 * pixel] & 255;
      int green = frame.rgb()[3 * pixel + 1] & 255;
      boolean ball = frame.ids()[pixel] == 1;
      redder[ball ? 1 : 0] += ball == (red > green) ? 1 : 0;
    }
    // Grass is green; the ball is red and cream. The rest are blurred edges, sky and earth.
    int ballPx = frame.areaPx(1);
    assertThat(redder[1]).isGreaterThan(ballPx * 9 / 10);
    assertThat(redder[0]).isGreaterThan((frame.ids().length - ballPx) * 6 / 10);
  }

  @Test
  void ids_noNoiseNoLight_sameAsInFrame() {
    SyntheticScene scene = SyntheticScene.twoAlike(5);
    assertThat(scene.ids(8)).isEqualTo(scene.frame(8).ids());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void moving_anySeed_objectIsLargeAndMoves(long seed) {
    SyntheticScene scene = SyntheticScene.moving(seed);
    assertThat(share(scene, 0, 1)).isBetween(0.02, 0.16);
    double start = ExactTruth.click(scene.ids(0), scene.width(), 1)[0];
    double end = ExactTruth.click(scene.ids(scene.frameCount() - 1), scene.width(), 1)[0];
    assertThat(Math.abs(end - start)).isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void occluded_anySeed_dogIsMostlyHiddenInTheMiddleOnly(long seed) {
    SyntheticScene scene = SyntheticScene.occluded(seed);
    int first = ExactTruth.areaPx(scene.ids(0), 1);
    int last = ExactTruth.areaPx(scene.ids(scene.frameCount() - 1), 1);
    int least = everyThirdArea(scene).min().orElseThrow();
    assertThat(least).isLessThan(first / 2);
    assertThat(last).isGreaterThan(first * 2 / 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void leavesAndReturns_anySeed_ballIsGoneForAWhileAndBackAtTheEnd(long seed) {
    SyntheticScene scene = SyntheticScene.leavesAndReturns(seed);
    assertThat(everyThirdArea(scene).filter(area -> area == 0).count()).isBetween(2L, 8L);
    assertThat(share(scene, 0, 1)).isGreaterThan(0.02);
    assertThat(share(scene, scene.frameCount() - 1, 1)).isGreaterThan(0.02);
  }

  @Test
  void twoAlike_sheepCross_changeSides() {
    SyntheticScene scene = SyntheticScene.twoAlike(1);
    int last = scene.frameCount() - 1;
    double before = clickX(scene, 0, 1) - clickX(scene, 0, 2);
    double after = clickX(scene, last, 1) - clickX(scene, last, 2);
    assertThat(before * after).isNegative();
  }

  @Test
  void camera_zoomsIn_objectGrows() {
    SyntheticScene scene = SyntheticScene.camera(1);
    assertThat(share(scene, scene.frameCount() - 1, 1)).isGreaterThan(1.5 * share(scene, 0, 1));
  }

  @Test
  void frame_indexOutside_saysWhichFramesThereAre() {
    assertThatThrownBy(() -> SyntheticScene.moving(1).frame(30))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("scene moving has frames 0 to 29; asked for 30");
  }

  /** Visible pixels of the first object; not in every frame, to save time. */
  private static IntStream everyThirdArea(SyntheticScene scene) {
    return IntStream.range(0, scene.frameCount() / 3)
        .map(i -> ExactTruth.areaPx(scene.ids(3 * i), 1));
  }

  private static double share(SyntheticScene scene, int frame, int id) {
    return (double) ExactTruth.areaPx(scene.ids(frame), id) / (scene.width() * scene.height());
  }

  private static double clickX(SyntheticScene scene, int frame, int id) {
    return ExactTruth.click(scene.ids(frame), scene.width(), id)[0];
  }
}
