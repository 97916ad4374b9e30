package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringRulesTest {

  private static final Size SIZE = new Size(4, 1);
  private static final Bitmap NONE = Masks.of("0000");
  private static final Bitmap LEFT = Masks.of("1100");
  private static final Bitmap SHIFTED = Masks.of("0110");
  private static final Bitmap RIGHT = Masks.of("0011");
  private static final ScoringRules DAVIS = new DavisRules();
  private static final ScoringRules SAV = new SavRules(true);

  private static Masks.Sequence sequence(Bitmap... masks) {
    Masks.Sequence sequence = new Masks.Sequence();
    for (Bitmap mask : masks) {
      sequence.frame(mask);
    }
    return sequence;
  }

  private static List<Double> j(ObjectScore score) {
    return score.frames().stream().map(FrameScore::j).toList();
  }

  @Test
  void davis_leavesOutFirstAndLast() throws IOException {
    Masks.Sequence truth = sequence(LEFT, LEFT, LEFT, LEFT);
    Masks.Sequence result = sequence(NONE, LEFT, SHIFTED, NONE);
    List<ObjectScore> scores = DAVIS.score(truth, result);
    assertThat(scores).hasSize(1);
    assertThat(j(scores.get(0))).containsExactly(1.0, 1.0 / 3);
    assertThat(scores.get(0).frames().get(1).frame()).isEqualTo("00002");
  }

  @Test
  void davis_globalIsMeanOverObjectsNotSequences() throws IOException {
    Masks.Sequence two = new Masks.Sequence();
    Masks.Sequence found = new Masks.Sequence();
    for (int i = 0; i < 3; i++) {
      two.frame(SIZE, Map.of(1, LEFT, 2, RIGHT), null);
      found.frame(SIZE, Map.of(1, LEFT), null); // object 2 is never found
    }
    List<ObjectScore> objects = new ArrayList<>(DAVIS.score(two, found));
    objects.addAll(DAVIS.score(sequence(LEFT, LEFT, LEFT), sequence(LEFT, LEFT, LEFT)));
    GlobalScore global = GlobalScore.of(objects, Quarters.EXACT);
    assertThat(global.objects()).isEqualTo(3);
    assertThat(global.j().mean()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(global.j().recall()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(global.jAndF()).isCloseTo((global.j().mean() + global.f().mean()) / 2, within(0.0));
  }

  @Test
  void davis_unjudgedPixels_countForNobody() throws IOException {
    Masks.Sequence truth = new Masks.Sequence();
    for (int i = 0; i < 3; i++) {
      truth.frame(SIZE, Map.of(1, LEFT), Masks.of("0010"));
    }
    Bitmap intoVoid = Masks.of("1110");
    assertThat(j(DAVIS.score(truth, sequence(intoVoid, intoVoid, intoVoid)).get(0)))
        .containsExactly(1.0);
  }

  @Test
  void davis_idBeyondTheTruth_isRefused() {
    Masks.Sequence result = sequence(LEFT).frame(SIZE, Map.of(1, LEFT, 7, RIGHT), null).frame(LEFT);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DAVIS.score(sequence(LEFT, LEFT, LEFT), result))
        .withMessageContainingAll("00001", "'test'", "object 7", "up to id 1");
  }

  @Test
  void davis_missingFrame_isRefusedByName() {
    Masks.Sequence result = new Masks.Sequence().frame("00000", SIZE, Map.of(1, LEFT), null);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DAVIS.score(sequence(LEFT, LEFT, LEFT, LEFT), result))
        .withMessageContainingAll("frame 00001", "2 of 2 are missing");
  }

  @Test
  void davis_otherSize_isRefusedWithBoth() {
    Bitmap tall = new Bitmap(new Size(1, 4));
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DAVIS.score(sequence(LEFT, LEFT, LEFT), sequence(tall, tall, tall)))
        .withMessageContainingAll("4x1", "1x4", "00001");
  }

  @Test
  void davis_nothingLeftToJudge_isRefused() {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DAVIS.score(sequence(LEFT, LEFT), sequence(LEFT, LEFT)))
        .withMessageContaining("at least 3 frames");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DAVIS.score(sequence(NONE, LEFT, LEFT), sequence(LEFT, LEFT, LEFT)))
        .withMessageContaining("shows none");
  }

  @Test
  void sav_quietFramesBeforeFirstSight_doNotCount() throws IOException {
    Masks.Sequence truth = sequence(NONE, NONE, NONE, LEFT, LEFT, LEFT);
    assertThat(j(SAV.score(truth, sequence(NONE, NONE, NONE, LEFT, SHIFTED, LEFT)).get(0)))
        .containsExactly(1.0, 1.0 / 3);
    // A mask that comes too early is counted from there on.
    assertThat(j(SAV.score(truth, sequence(NONE, RIGHT, NONE, LEFT, LEFT, LEFT)).get(0)))
        .containsExactly(0.0, 1.0, 1.0, 1.0);
  }

  @Test
  void sav_objectOfResultOnly_isNotReported() throws IOException {
    Masks.Sequence result = new Masks.Sequence();
    for (int i = 0; i < 3; i++) {
      result.frame(SIZE, Map.of(1, LEFT, 9, RIGHT), null);
    }
    assertThat(SAV.score(sequence(LEFT, LEFT, LEFT), result))
        .extracting(ObjectScore::objectId)
        .containsExactly(1);
  }

  @Test
  void sav_framesOfResultOnly_arePassedOver_andVoidIsAnObject() throws IOException {
    Masks.Sequence truth = new Masks.Sequence();
    Masks.Sequence result = new Masks.Sequence();
    for (int i = 0; i < 3; i++) {
      truth.frame("0000" + 4 * i, SIZE, Map.of(), LEFT);
    }
    for (int i = 0; i < 9; i++) {
      result.frame(SIZE, Map.of(), i == 4 ? LEFT : RIGHT);
    }
    List<ObjectScore> scores = SAV.score(truth, result);
    assertThat(scores).extracting(ObjectScore::objectId).containsExactly(255);
    assertThat(j(scores.get(0))).containsExactly(1.0);
  }

  @Test
  void sav_allFrames_firstAndLastCount() throws IOException {
    assertThat(j(new SavRules(false).score(sequence(LEFT, LEFT), sequence(LEFT, RIGHT)).get(0)))
        .containsExactly(1.0, 0.0);
  }

  @Test
  void youtube_listedFramesButTheFirst_count() throws IOException {
    ScoringRules rules =
        new YoutubeVosRules(
            Map.of("test", Map.of(1, List.of("00000", "00001"), 2, List.of("00001", "00002"))));
    Masks.Sequence truth = new Masks.Sequence();
    Masks.Sequence result = new Masks.Sequence();
    for (int i = 0; i < 3; i++) {
      truth.frame(SIZE, Map.of(1, LEFT, 2, RIGHT), null);
      result.frame(SIZE, Map.of(1, SHIFTED, 2, RIGHT), null);
    }
    List<ObjectScore> scores = rules.score(truth, result);
    assertThat(j(scores.get(0))).containsExactly(1.0 / 3);
    assertThat(scores.get(1).frames()).extracting(FrameScore::frame).containsExactly("00002");
  }

  @Test
  void youtubeScore_isMeanOfFour() {
    List<ObjectScore> objects =
        List.of(score("a", 0.8, 0.6), score("b", 0.4, 0.2), score("c", 1.0, 1.0));
    YoutubeVosScore score = YoutubeVosScore.of(objects, object -> !object.sequence().equals("c"));
    assertThat(score.seenJ()).isCloseTo(0.6, within(1e-12));
    assertThat(score.seenF()).isCloseTo(0.4, within(1e-12));
    assertThat(score.unseenJ()).isEqualTo(1);
    assertThat(score.g()).isCloseTo((0.6 + 0.4 + 1 + 1) / 4, within(1e-12));
    assertThat(YoutubeVosScore.of(objects, object -> true).g()).isNaN();
  }

  private static ObjectScore score(String sequence, double j, double f) {
    return new ObjectScore(sequence, 1, List.of(new FrameScore("00001", j, f)));
  }

  @Test
  void bootstrap_sameSeed_sameInterval_aroundTheMean() {
    List<ObjectScore> objects = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      objects.add(score("s" + i, i / 12.0, i / 12.0));
    }
    var figure =
        (java.util.function.ToDoubleFunction<java.util.Collection<ObjectScore>>)
            drawn -> GlobalScore.of(drawn, Quarters.EXACT).jAndF();
    Bootstrap.Interval interval = Bootstrap.DEFAULT.interval(objects, figure).orElseThrow();
    assertThat(Bootstrap.DEFAULT.interval(objects, figure)).contains(interval);
    // Mean 0.458, standard error sqrt(143/12)/12/sqrt(12) = 0.083.
    assertThat(interval.low()).isCloseTo(0.458 - 1.96 * 0.083, within(0.02));
    assertThat(interval.high()).isCloseTo(0.458 + 1.96 * 0.083, within(0.02));
    assertThat(Bootstrap.DEFAULT.interval(objects.subList(0, 1), figure)).isEmpty();
  }
}
