package io.masklet.cli.eval;

import io.masklet.core.eval.GlobalScore;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics;
import io.masklet.core.eval.YoutubeVosScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A report as a table for people. */
final class ReportText {

  private ReportText() {}

  /** Lines, without an end to the last. */
  static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    int width = nameWidth(report);
    String speedHead = report.run() == null ? "" : "  frames/s";
    lines.add(
        text(
            "%-"
                + width
                + "s  object  frames    J&F      J  recall   decay      F  recall   decay%s",
            "sequence",
            speedHead));
    for (ObjectScore object : report.objects()) {
      lines.add(line(report, object, width));
    }
    lines.add("");
    GlobalScore global = report.global();
    lines.add(
        text(
            "Global, mean over %d objects of %d sequences; in brackets where 95 %% of drawn"
                + " benchmarks lie:",
            global.objects(), report.sequences()));
    lines.add(figure(report, "J&F", GlobalScore::jAndF));
    lines.add(figure(report, "J", g -> g.j().mean()) + more(global.j()));
    lines.add(figure(report, "F", g -> g.f().mean()) + more(global.f()));
    if (report.youtube() != null) {
      lines.add(youtube(report.youtube()));
    }
    if (report.tracks() != null) {
      lines.add(tracks(report.tracks()));
    }
    lines.add("Rules: " + report.rules() + ".");
    if (report.run() != null) {
      lines.add(report.run().toText());
    }
    return lines;
  }

  private static int nameWidth(Report report) {
    return report.objects().stream()
        .mapToInt(object -> object.sequence().length())
        .reduce(8, Math::max);
  }

  private static String line(Report report, ObjectScore object, int width) {
    Statistics j = object.j(report.quarters());
    Statistics f = object.f(report.quarters());
    String line =
        text(
            "%-" + width + "s  %6d  %6d  %5.3f  %5.3f   %5.3f  %6.3f  %5.3f   %5.3f  %6.3f",
            object.sequence(),
            object.objectId(),
            object.frames().size(),
            object.jAndF(),
            j.mean(),
            j.recall(),
            j.decay(),
            f.mean(),
            f.recall(),
            f.decay());
    Speed speed = report.run() == null ? null : report.run().speeds().get(object.sequence());
    return speed == null ? line : line + text("  %8.1f", speed.framesPerSecond());
  }

  private static String figure(Report report, String name, ToDoubleFunction<GlobalScore> figure) {
    String value = text("  %-3s  %.4f", name, figure.applyAsDouble(report.global()));
    return value
        + report
            .interval(figure)
            .map(interval -> text("  [%.4f, %.4f]", interval.low(), interval.high()))
            .orElse("  [one sequence tells nothing of others]");
  }

  private static String more(Statistics statistics) {
    return text("  recall %.4f  decay %.4f", statistics.recall(), statistics.decay());
  }

  private static String youtube(YoutubeVosScore score) {
    return text(
        "  G    %.4f  seen kinds J %.4f F %.4f, unseen kinds J %.4f F %.4f",
        score.g(), score.seenJ(), score.seenF(), score.unseenJ(), score.unseenF());
  }

  private static String tracks(Report.Tracks tracks) {
    return text(
        "  HOTA %.4f  DetA %.4f  AssA %.4f  LocA %.4f  IDF1 %.4f  (all frames, ids may differ)",
        tracks.hota().hota(),
        tracks.hota().detectionAccuracy(),
        tracks.hota().associationAccuracy(),
        tracks.hota().localisationAccuracy(),
        tracks.identity().idf1());
  }

  /** Numbers as programs read them, wherever the machine stands. */
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
