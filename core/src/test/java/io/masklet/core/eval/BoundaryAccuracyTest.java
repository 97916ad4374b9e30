package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.testdata.Randomized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryAccuracyTest {

  private static final Size P480 = new Size(854, 480);

  @ParameterizedTest
  @CsvSource({"854,480,8", "1280,720,12", "1920,1080,18", "3840,2160,36", "1024,1024,12"})
  void radiusPx_isThatOfTheBenchmark(int width, int height, int radiusPx) {
    assertThat(BoundaryAccuracy.radiusPx(new Size(width, height))).isEqualTo(radiusPx);
  }

  @Test
  void boundary_ofBlock_isRingUpAndLeft() {
    assertThat(Boundary.of(Masks.of("0000", "0110", "0110", "0000")))
        .isEqualTo(Masks.of("1110", "1010", "1110", "0000"));
  }

  @Test
  void boundary_atEdges_looksAlongTheEdgeOnly() {
    assertThat(Boundary.of(Masks.of("001", "001", "011"))).isEqualTo(Masks.of("010", "110", "100"));
    assertThat(Boundary.of(Masks.of("000", "000", "001"))).isEqualTo(Masks.of("000", "011", "010"));
  }

  @Test
  void boundary_ofFullPicture_isEmpty() {
    assertThat(Boundary.of(Masks.all(new Size(70, 5))).isEmpty()).isTrue();
  }

  @Test
  void dilate_onePixelBy8_isDiskOf197Pixels() {
    Bitmap point = Masks.rectangle(new Size(40, 30), 20, 15, 1, 1);
    assertThat(Boundary.dilate(point, 8).areaPx()).isEqualTo(197);
  }

  /** A rectangle of 120x100 and the same one shifted. */
  @ParameterizedTest
  @CsvSource({
    "5,0,0.920000,1",
    "8,0,0.875000,1",
    "9,0,0.860465,0.581818",
    "12,0,0.818182,0.568182",
    "20,10,0.600000,0.077273"
  })
  void of_shiftedRectangle_isTheKnownScore(int dx, int dy, double j, double f) {
    Bitmap truth = Masks.rectangle(P480, 300, 100, 120, 100);
    Bitmap shifted = Masks.rectangle(P480, 300 + dx, 100 + dy, 120, 100);
    assertThat(RegionSimilarity.of(shifted, truth)).isCloseTo(j, within(5e-7));
    assertThat(BoundaryAccuracy.of(shifted, truth)).isCloseTo(f, within(5e-7));
  }

  @Test
  void of_randomMasks_equalsSlowTwin() {
    Randomized.check(
        150,
        random -> {
          Size size = Masks.size(random);
          Bitmap mask = Masks.random(random, size);
          Bitmap truth = Masks.random(random, size);
          assertThat(BoundaryAccuracy.of(mask, truth))
              .isCloseTo(SlowBoundaryAccuracy.of(mask, truth), within(1e-12));
        });
  }

  @Test
  void both_anyMasks_areSymmetricAndOneForEqualOnes() {
    Randomized.check(
        100,
        random -> {
          Size size = Masks.size(random);
          Bitmap one = Masks.random(random, size);
          Bitmap other = Masks.random(random, size);
          assertThat(BoundaryAccuracy.of(one, other))
              .isBetween(0.0, 1.0)
              .isCloseTo(BoundaryAccuracy.of(other, one), within(1e-12));
          assertThat(RegionSimilarity.of(one, other)).isEqualTo(RegionSimilarity.of(other, one));
          assertThat(BoundaryAccuracy.of(one, one)).isEqualTo(1);
          assertThat(RegionSimilarity.of(one, one)).isEqualTo(1);
        });
  }

  @Test
  void of_empty_isOneIfBothAreAndElseZero() {
    Bitmap empty = new Bitmap(P480);
    Bitmap block = Masks.rectangle(P480, 10, 10, 9, 9);
    assertThat(BoundaryAccuracy.of(empty, empty)).isEqualTo(1);
    assertThat(BoundaryAccuracy.of(empty, block)).isZero();
    assertThat(BoundaryAccuracy.of(block, empty)).isZero();
  }

  @Test
  void both_unjudgedPixels_doNotCount() {
    Randomized.check(
        50,
        random -> {
          Size size = Masks.size(random);
          Bitmap truth = Masks.random(random, size);
          Bitmap unjudged = Masks.random(random, size);
          Bitmap wrongThereOnly = truth.minus(unjudged);
          assertThat(RegionSimilarity.of(wrongThereOnly, truth, unjudged)).isEqualTo(1);
          assertThat(BoundaryAccuracy.of(wrongThereOnly, truth, unjudged)).isEqualTo(1);
          assertThat(RegionSimilarity.of(wrongThereOnly, truth, Masks.all(size))).isEqualTo(1);
          assertThat(RegionSimilarity.of(wrongThereOnly, truth, null))
              .isEqualTo(RegionSimilarity.of(wrongThereOnly, truth, new Bitmap(size)));
        });
  }

  @Test
  void of_sizesDiffer_isRefusedWithBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoundaryAccuracy.of(new Bitmap(P480), new Bitmap(new Size(480, 854))))
        .withMessageContainingAll("854x480", "480x854");
  }
}
