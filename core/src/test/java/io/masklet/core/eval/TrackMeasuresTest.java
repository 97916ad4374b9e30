package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.testdata.Randomized;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked by hand from the definitions of HOTA and IDF1. */
class TrackMeasuresTest {

  private static final Size SIZE = new Size(10, 1);
  private static final Bitmap LEFT = Masks.of("1111100000");
  private static final Bitmap MOST_OF_LEFT = Masks.of("1110000000"); // overlap 0.6
  private static final Bitmap RIGHT = Masks.of("0000011111");
  private static final double CLOSE = 1e-12;

  @SafeVarargs
  private static Masks.Sequence sequence(Map<Integer, Bitmap>... frames) {
    Masks.Sequence sequence = new Masks.Sequence();
    for (Map<Integer, Bitmap> frame : frames) {
      sequence.frame(SIZE, frame, null);
    }
    return sequence;
  }

  private static TrackOverlap compare(Masks.Sequence truth, Masks.Sequence result)
      throws IOException {
    return TrackOverlap.of(truth, result);
  }

  @Test
  void otherIds_butTheSameTracks_isPerfect() throws IOException {
    TrackOverlap tracks =
        compare(
            sequence(Map.of(1, LEFT, 2, RIGHT), Map.of(1, LEFT, 2, RIGHT)),
            sequence(Map.of(9, RIGHT, 12, LEFT), Map.of(9, RIGHT, 12, LEFT)));
    assertThat(Hota.of(tracks).hota()).isCloseTo(1, within(CLOSE));
    assertThat(Hota.of(tracks).localisationAccuracy()).isCloseTo(1, within(CLOSE));
    assertThat(IdentityScore.of(tracks)).isEqualTo(new IdentityScore(4, 0, 0));
    assertThat(IdentityScore.of(tracks).idf1()).isEqualTo(1);
  }

  @Test
  void idThatChangesHalfWay_costsAssociation() throws IOException {
    Map<Integer, Bitmap> one = Map.of(1, LEFT);
    Map<Integer, Bitmap> two = Map.of(2, LEFT);
    TrackOverlap tracks = compare(sequence(one, one, one, one), sequence(one, one, two, two));
    Hota hota = Hota.of(tracks);
    // Each match: 2 frames together, 4 + 2 - 2 frames in either.
    assertThat(hota.detectionAccuracy()).isEqualTo(1);
    assertThat(hota.associationAccuracy()).isCloseTo(0.5, within(CLOSE));
    assertThat(hota.hota()).isCloseTo(Math.sqrt(0.5), within(CLOSE));
    assertThat(IdentityScore.of(tracks)).isEqualTo(new IdentityScore(2, 2, 2));
    assertThat(IdentityScore.of(tracks).idf1()).isEqualTo(0.5);
  }

  @Test
  void looseMasksInHalfTheFrames_countUpToTheirOverlap() throws IOException {
    Map<Integer, Bitmap> truth = Map.of(1, LEFT);
    Map<Integer, Bitmap> loose = Map.of(1, MOST_OF_LEFT);
    TrackOverlap tracks =
        compare(sequence(truth, truth, truth, truth), sequence(loose, loose, Map.of(), Map.of()));
    Hota hota = Hota.of(tracks);
    // At the 12 thresholds up to 0.6: 2 of 4 matched, and 2 / (4 + 2 - 2) together. Above: nothing.
    assertThat(hota.detectionAccuracy()).isCloseTo(12 * 0.5 / 19, within(CLOSE));
    assertThat(hota.hota()).isCloseTo(12 * 0.5 / 19, within(CLOSE));
    assertThat(hota.localisationAccuracy()).isCloseTo((12 * 0.6 + 7) / 19, within(CLOSE));
    assertThat(IdentityScore.of(tracks)).isEqualTo(new IdentityScore(2, 2, 0));
    assertThat(IdentityScore.of(tracks).idf1()).isCloseTo(2.0 / 3, within(CLOSE));
  }

  @Test
  void identitiesSwapped_afterACrossing() throws IOException {
    Map<Integer, Bitmap> truth = Map.of(1, LEFT, 2, RIGHT);
    Map<Integer, Bitmap> swapped = Map.of(1, RIGHT, 2, LEFT);
    TrackOverlap tracks =
        compare(sequence(truth, truth, truth, truth), sequence(truth, truth, truth, swapped));
    Hota hota = Hota.of(tracks);
    // Six matches with 3 together of 5, two with 1 of 7.
    assertThat(hota.detectionAccuracy()).isEqualTo(1);
    assertThat(hota.associationAccuracy())
        .isCloseTo((6 * 3.0 / 5 + 2 * 1.0 / 7) / 8, within(CLOSE));
    assertThat(IdentityScore.of(tracks)).isEqualTo(new IdentityScore(6, 2, 2));
  }

  @Test
  void nothingFound_orNothingThere_isNought() throws IOException {
    Map<Integer, Bitmap> one = Map.of(1, LEFT);
    Hota missed = Hota.of(compare(sequence(one, one), sequence(Map.of(), Map.of())));
    Hota surplus = Hota.of(compare(sequence(Map.of(), Map.of()), sequence(one, one)));
    assertThat(missed.hota()).isZero();
    assertThat(surplus.hota()).isZero();
    assertThat(missed.localisationAccuracy()).isEqualTo(1);
    assertThat(IdentityScore.of(compare(sequence(one, one), sequence(Map.of(), Map.of()))).idf1())
        .isZero();
  }

  @Test
  void combined_addsCounts() throws IOException {
    Map<Integer, Bitmap> one = Map.of(1, LEFT);
    TrackOverlap good = compare(sequence(one, one, one), sequence(one, one, one));
    TrackOverlap bad = compare(sequence(one), sequence(Map.of()));
    Hota hota = Hota.combined(List.of(Hota.of(good), Hota.of(bad)));
    assertThat(hota.detectionAccuracy()).isEqualTo(0.75);
    assertThat(hota.associationAccuracy()).isEqualTo(1);
    assertThat(
            IdentityScore.combined(List.of(IdentityScore.of(good), IdentityScore.of(bad))).idf1())
        .isCloseTo(3 / 3.5, within(CLOSE));
  }

  @Test
  void assignment_randomScores_equalsTryingAll() {
    Randomized.check(
        200,
        random -> {
          double[][] scores = new double[random.between(1, 5)][random.between(1, 5)];
          for (double[] row : scores) {
            for (int c = 0; c < row.length; c++) {
              row[c] = random.chance(0.3) ? 0 : random.real(0, 1);
            }
          }
          int[] best = Assignment.best(scores);
          double sum = 0;
          for (int r = 0; r < best.length; r++) {
            sum += best[r] < 0 ? 0 : scores[r][best[r]];
          }
          assertThat(sum).isCloseTo(tryAll(scores, 0, 0), within(1e-9));
          assertThat(java.util.Arrays.stream(best).filter(c -> c >= 0).distinct().count())
              .isEqualTo(Math.min(scores.length, scores[0].length));
        });
  }

  private static double tryAll(double[][] scores, int row, int taken) {
    if (row == scores.length) {
      return 0;
    }
    double best = tryAll(scores, row + 1, taken);
    for (int c = 0; c < scores[row].length; c++) {
      if ((taken & 1 << c) == 0) {
        best = Math.max(best, scores[row][c] + tryAll(scores, row + 1, taken | 1 << c));
      }
    }
    return best;
  }
}
