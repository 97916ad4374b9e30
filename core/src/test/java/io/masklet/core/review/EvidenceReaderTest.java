package io.masklet.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.review.Sighting.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceReaderTest {

  @Test
  void steadyObject_nothingSpeaksAgainstIt() {
    for (Evidence evidence : EvidenceReader.read(walk(20)).subList(8, 20)) {
      for (Signal signal : List.of(Signal.STABILITY, Signal.SHRINKING, Signal.AREA_JUMP)) {
        assertThat(evidence.doubt(signal)).as("%s", signal).isZero();
      }
      assertThat(evidence.doubt(Signal.MOTION_JUMP)).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void sizeAndPlace_areComparedWithTheMedianOfTheRecentPast() {
    List<Sighting> walk = walk(20);
    walk.set(15, at(15, 400, 60 + 42, false)); // 102 instead of 60 px: 42 - 4 + 4 px too far
    Map<Signal, Double> jump = Figures.of(walk).get(15);
    assertThat(jump).containsEntry(Signal.AREA_JUMP, 4.0).containsEntry(Signal.SHRINKING, 4.0);
    assertThat(jump.get(Signal.MOTION_JUMP)).isCloseTo(42 / 10., within(1e-9));
  }

  @Test
  void absence_doesNotJump_andTheReturnIsReckonedPerFrame() {
    List<Sighting> walk = walk(20);
    for (int i = 10; i < 14; i++) {
      walk.set(i, at(i, 0, Double.NaN, false));
    }
    List<Map<Signal, Double>> figures = Figures.of(walk);
    assertThat(figures.get(12)).containsEntry(Signal.AREA_JUMP, 1.0);
    assertThat(figures.get(12)).containsEntry(Signal.COMPACTNESS, 1.0);
    assertThat(figures.get(12)).containsEntry(Signal.VANISHED, 1.0); // from one frame to the next
    assertThat(figures.get(12)).containsEntry(Signal.OBJECT_SCORE, -9.0);
    assertThat(figures.get(14)).containsEntry(Signal.VANISHED, 0.0);
    assertThat(figures.get(14).get(Signal.MOTION_JUMP)).isCloseTo(0, within(1e-9));
  }

  @Test
  void dwindling_isNoVanishing() {
    List<Sighting> walk = walk(20);
    walk.set(10, at(10, 30, 40, false));
    walk.set(11, at(11, 5, 44, false));
    walk.set(12, at(12, 0, Double.NaN, false));
    assertThat(Figures.of(walk).get(12)).containsEntry(Signal.VANISHED, 0.05);
  }

  @Test
  void prompt_beginsANewPast_andSizesAreThoseOfTheNearest() {
    List<Sighting> walk = walk(20);
    walk.set(12, at(12, 900, 300, true));
    for (int i = 13; i < 20; i++) {
      walk.set(i, at(i, 900, 300, false));
    }
    List<Map<Signal, Double>> figures = Figures.of(walk);
    assertThat(figures.get(13))
        .containsEntry(Signal.AREA_JUMP, 1.0)
        .containsEntry(Signal.SHRINKING, 1.0);
    assertThat(figures.get(6)).containsEntry(Signal.SHRINKING, 1.0); // as near to 0 as to 12
    assertThat(figures.get(7).get(Signal.SHRINKING)).isCloseTo(1 / 9., within(1e-9));
  }

  @Test
  void doubts_areMeansOverNeighbours_notBeyondPrompts() {
    List<Sighting> walk = walk(30);
    walk.set(10, unsteady(10));
    walk.set(20, at(20, 100, 80, true));
    walk.set(21, unsteady(21));
    List<Evidence> read = EvidenceReader.read(walk);
    assertThat(read.get(10).doubt(Signal.STABILITY)).isCloseTo(0.5 / 9, within(1e-9));
    assertThat(read.get(14).doubt(Signal.STABILITY)).isCloseTo(0.5 / 9, within(1e-9));
    assertThat(read.get(14).worst(Signal.STABILITY)).isEqualTo(0.5);
    assertThat(read.get(15).doubt(Signal.STABILITY)).isZero();
    assertThat(read.get(19).doubt(Signal.STABILITY)).isZero(); // the prompt lies between
    assertThat(read.get(20).doubt(Signal.STABILITY)).isZero();
    assertThat(read.get(21).doubt(Signal.STABILITY)).isCloseTo(0.5 / 5, within(1e-9));
  }

  @Test
  void whatNobodyMeasured_isUnknown() {
    Sighting bare =
        new Sighting(0, 0, 1, new Shape(4, 4, 1, 1), 1, 1, 1, 1, Double.NaN, Double.NaN, false);
    assertThat(EvidenceReader.read(List.of(bare)).get(0).doubt(Signal.STABILITY)).isNaN();
  }

  @Test
  void inputs_areBounded_andZeroWhereNothingIsWrong() {
    for (double figure : new double[] {1e-300, 1e300}) {
      assertThat(Signal.AREA_JUMP.input(figure)).isEqualTo(2);
    }
    assertThat(Signal.OBJECT_SCORE.input(100)).isZero();
    assertThat(Signal.OBJECT_SCORE.input(-100)).isOne();
    assertThat(Signal.SHRINKING.input(1e-300)).isEqualTo(2);
    assertThat(Signal.SHRINKING.input(3)).isZero();
    assertThat(Signal.EXPECTED_IOU.input(0.5)).isEqualTo(0.5);
    assertThat(Signal.STABILITY.input(1)).isZero();
    assertThat(Signal.MOTION_JUMP.input(1e9)).isEqualTo(2);
  }

  /** Four pixels a frame to the right, 100 px in size, prompted in the first frame. */
  private static List<Sighting> walk(int frames) {
    List<Sighting> walk = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      walk.add(at(i, 100, 4 * i, i == 0));
    }
    return walk;
  }

  private static Sighting at(long frame, long areaPx, double x, boolean prompted) {
    Shape shape = areaPx == 0 ? Shape.NONE : new Shape(areaPx, areaPx, x, 20);
    return new Sighting(frame, frame / 25., 1, shape, 9, 0.9, 1, 0.9, 1, 1, prompted);
  }

  private static Sighting unsteady(long frame) {
    Shape shape = new Shape(100, 100, 4 * frame, 20);
    return new Sighting(frame, frame / 25., 1, shape, 9, 0.9, 1, 0.9, 0.5, 1, false);
  }
}
