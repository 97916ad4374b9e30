package io.masklet.cli.eval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.cli.eval.ClicksJob.Mode;
import io.masklet.cli.eval.ClicksJob.Passes;
import io.masklet.core.eval.GlobalScore;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics.Quarters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What corrections bring, round by round.
 *
 * @param mode offline or online
 * @param passes with offline: which ways corrections were followed
 * @param clicks on each corrected frame
 * @param objects for each object its rounds, all of one number
 */
record ClicksReport(Mode mode, Passes passes, int clicks, List<List<ClickRound>> objects) {

  ClicksReport {
    objects = List.copyOf(objects);
  }

  private int rounds() {
    return objects.isEmpty() ? 0 : objects.get(0).size();
  }

  private GlobalScore global(int round) {
    List<ObjectScore> scores = objects.stream().map(rounds -> rounds.get(round).score()).toList();
    return GlobalScore.of(scores, Quarters.EXACT);
  }

  private double mean(int round, ToDoubleFunction<ClickRound> figure) {
    return objects.stream()
        .mapToDouble(rounds -> figure.applyAsDouble(rounds.get(round)))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean J&F over all rounds: the one figure of the protocol. */
  private double meanOverRounds() {
    double sum = 0;
    for (int i = 0; i < rounds(); i++) {
      sum += global(i).jAndF();
    }
    return sum / rounds();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "Corrections, %s, %d clicks on a frame, mean over %d objects:",
            mode == Mode.OFFLINE ? "offline, passes: " + lower(passes) : lower(mode),
            clicks,
            objects.size()));
    lines.add("frames allowed  corrected    J&F      J      F  person's seconds");
    for (int i = 0; i < rounds(); i++) {
      GlobalScore score = global(i);
      lines.add(
          text(
              "%14d  %9.2f  %.3f  %.3f  %.3f  %16.1f",
              i + 1,
              mean(i, ClickRound::promptedFrames),
              score.jAndF(),
              score.j().mean(),
              score.f().mean(),
              mean(i, ClickRound::seconds)));
    }
    lines.add(text("Mean J&F over the rows: %.4f", meanOverRounds()));
    return lines;
  }

  String toJson() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("mode", lower(mode));
    if (mode == Mode.OFFLINE) {
      json.put("passes", lower(passes));
    }
    json.put("clicks_a_frame", clicks);
    json.put("mean_j_and_f", meanOverRounds());
    ArrayNode rows = json.putArray("rounds");
    for (int i = 0; i < rounds(); i++) {
      ObjectNode row = rows.addObject();
      row.put("frames_allowed", i + 1);
      row.put("frames_corrected", mean(i, ClickRound::promptedFrames));
      row.put("j_and_f", global(i).jAndF());
      row.put("j", global(i).j().mean());
      row.put("f", global(i).f().mean());
      row.put("human_seconds", mean(i, ClickRound::seconds));
    }
    ArrayNode all = json.putArray("objects");
    for (List<ClickRound> rounds : objects) {
      ObjectNode object = all.addObject();
      object.put("sequence", rounds.get(0).score().sequence());
      object.put("object", rounds.get(0).score().objectId());
      ArrayNode scores = object.putArray("j_and_f");
      rounds.forEach(round -> scores.add(round.score().jAndF()));
    }
    return json.toPrettyString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
