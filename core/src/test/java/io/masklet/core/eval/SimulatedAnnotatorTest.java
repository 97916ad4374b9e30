package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.SquaredDistance;
import io.masklet.core.prompt.Click;
import io.masklet.testdata.Randomized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedAnnotatorTest {

  @Test
  void next_emptyMask_clicksTheMiddle() {
    Size size = new Size(11, 9);
    Bitmap truth = Masks.rectangle(size, 2, 2, 5, 5);
    assertThat(SimulatedAnnotator.next(new Bitmap(size), truth)).contains(Click.positive(4.5, 4.5));
  }

  @Test
  void next_severalMiddles_firstInReadingOrder() {
    Bitmap truth = Masks.of("000000", "011110", "011110", "000000");
    assertThat(SimulatedAnnotator.next(new Bitmap(truth.size()), truth))
        .contains(Click.positive(1.5, 1.5));
  }

  @Test
  void next_picturesEdgeEndsTheError() {
    Bitmap truth = Masks.all(new Size(7, 5));
    assertThat(SimulatedAnnotator.next(new Bitmap(truth.size()), truth))
        .contains(Click.positive(2.5, 2.5));
  }

  @Test
  void next_surplusAsDeepAsMissing_isNegative() {
    Bitmap truth = Masks.of("0000000", "0100000", "0000000");
    Bitmap mask = Masks.of("0000000", "0000010", "0000000");
    assertThat(SimulatedAnnotator.next(mask, truth)).contains(Click.negative(5.5, 1.5));
  }

  @Test
  void next_nothingWrong_noClick() {
    Bitmap truth = Masks.of("0110");
    assertThat(SimulatedAnnotator.next(truth, truth)).isEmpty();
  }

  @Test
  void next_anyMasks_liesOnAnErrorOfItsSort_andIsDeepest() {
    Randomized.check(
        60,
        random -> {
          Size size = new Size(random.size(1, 24), random.size(1, 24));
          Bitmap mask = Masks.random(random, size);
          Bitmap truth = Masks.random(random, size);
          Optional<Click> click = SimulatedAnnotator.next(mask, truth);
          assertThat(click.isEmpty()).isEqualTo(mask.equals(truth));
          click.ifPresent(
              c -> {
                int x = (int) c.point().x();
                int y = (int) c.point().y();
                assertThat(truth.get(x, y)).isEqualTo(c.positive());
                assertThat(mask.get(x, y)).isNotEqualTo(c.positive());
                Bitmap error = c.positive() ? truth.minus(mask) : mask.minus(truth);
                double deepest = 0;
                for (int i = 0; i < size.pixelCount(); i++) {
                  deepest = Math.max(deepest, depth(error, i % size.widthPx(), i / size.widthPx()));
                }
                assertThat(depth(error, x, y)).isEqualTo(deepest);
              });
        });
  }

  @Test
  void squaredDistance_randomMasks_equalsSlowTwin() {
    Randomized.check(
        60,
        random -> {
          Size size = new Size(random.size(1, 24), random.size(1, 24));
          Bitmap mask = Masks.random(random, size);
          double[] fast = new SquaredDistance(mask).values();
          for (int i = 0; i < fast.length; i++) {
            assertThat(fast[i]).isEqualTo(depth(mask, i % size.widthPx(), i / size.widthPx()));
          }
        });
  }

  /** Squared distance to the nearest pixel that is not set; the frame around the picture is not. */
  private static double depth(Bitmap mask, int x, int y) {
    double nearest = Double.MAX_VALUE;
    for (int v = -1; v <= mask.size().heightPx(); v++) {
      for (int u = -1; u <= mask.size().widthPx(); u++) {
        boolean inside =
            u >= 0 && v >= 0 && u < mask.size().widthPx() && v < mask.size().heightPx();
        if (!inside || !mask.get(u, v)) {
          nearest = Math.min(nearest, (u - x) * (u - x) + (v - y) * (v - y));
        }
      }
    }
    return nearest;
  }

  @Test
  void humanTime_isThatOfThePaper() {
    assertThat(HumanTime.offlineSeconds(300, 2, 3)).isCloseTo(2 * (30 + 1 + 4.5), within(1e-9));
    assertThat(HumanTime.onlineSeconds(300, 2, 3)).isCloseTo(30 + 2 * (1 + 4.5), within(1e-9));
    assertThat(HumanTime.onlineSeconds(150, 0, 3)).isCloseTo(15, within(1e-9));
  }

  @Test
  void clicksNeeded_countsTheCapWhereItNeverGetsThere() {
    List<List<Double>> pictures =
        List.of(List.of(0.5, 0.86, 0.95), List.of(0.2, 0.3, 0.4), List.of(0.9), List.of(0.1));
    ClicksNeeded needed = ClicksNeeded.of(pictures, 0.85, 3);
    assertThat(needed.meanClicks()).isCloseTo((2 + 3 + 1 + 3) / 4.0, within(1e-12));
    assertThat(needed.failedShare()).isEqualTo(0.5);
    assertThat(ClicksNeeded.of(pictures, 0.85, 1).failedShare()).isEqualTo(0.75);
    assertThat(ClicksNeeded.of(List.of(), 0.85, 3).meanClicks()).isNaN();
  }
}
