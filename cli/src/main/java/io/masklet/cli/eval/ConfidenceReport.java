package io.masklet.cli.eval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.core.eval.Reliability;
import io.masklet.core.eval.SearchCurve;
import io.masklet.core.render.SharePlot;
import io.masklet.core.render.SharePlot.Curve;
import io.masklet.core.render.SharePlot.Panel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@link Confidence} found, for people, programs and the eye. */
public final class ConfidenceReport {

  private static final double[] LOOKED = {0.05, 0.1, 0.2, 0.3, 0.5};
  private static final int POINTS = 20;
  private static final int RAW = 0x999999;
  private static final int CALIBRATED = 0x0072B2;

  /** Orders whose curves are drawn, and their colours. */
  private static final Map<String, Integer> SEARCHED =
      new TreeMap<>(
          Map.of("needs you", CALIBRATED, "object score", RAW, "predicted IoU", 0xD55E00));

  private final Confidence confidence;

  public ConfidenceReport(Confidence confidence) {
    this.confidence = confidence;
  }

  private Map<String, Reliability> reliabilities() {
    Map<String, Reliability> all = new LinkedHashMap<>();
    all.put("predicted IoU", confidence.iou(false));
    all.put("expected IoU", confidence.iou(true));
    all.put("object score", confidence.presence(false));
    all.put("presence", confidence.presence(true));
    all.put("needs you", confidence.needsYou());
    return all;
  }

  /** Tables for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    SearchCurve any = confidence.orders().values().iterator().next();
    lines.add(text("%d of %d masks are bad (J < 0.5).", any.badFrames(), any.frames()));
    lines.add("");
    lines.add("                        share of them among the most suspect");
    lines.add(
        "looked at by       AUC      5 %   10 %   20 %   30 %   50 %   bad in the first 10 %");
    confidence.orders().forEach((name, order) -> lines.add(line(name, order)));
    lines.add("");
    lines.add("                masks   said   came   calibration error");
    reliabilities().forEach((name, reliability) -> lines.add(line(name, reliability)));
    Confidence.Absence absence = confidence.absence();
    lines.add("");
    lines.add(
        text(
            "Absent objects: %d of %d masks. Said absent: %d, rightly %d; precision %.3f, recall %.3f.",
            absence.absent(),
            absence.masks(),
            absence.saidAbsent(),
            absence.both(),
            absence.precision(),
            absence.recall()));
    return lines;
  }

  private static String line(String name, SearchCurve order) {
    StringBuilder line = new StringBuilder(text("%-17s%6.3f  ", name, order.auc()));
    for (double looked : LOOKED) {
      line.append(text("  %5.3f", order.found(looked)));
    }
    return line.append(text("   %5.3f", order.precision(0.1))).toString();
  }

  private static String line(String name, Reliability reliability) {
    return text(
        "%-15s %5d  %.3f  %.3f   %.3f",
        name,
        reliability.masks(),
        mean(reliability, true),
        mean(reliability, false),
        reliability.error());
  }

  private static double mean(Reliability reliability, boolean said) {
    return reliability.bins().stream()
            .mapToDouble(bin -> bin.masks() * (said ? bin.said() : bin.came()))
            .sum()
        / reliability.masks();
  }

  /** The same as data. */
  String toJson() {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    SearchCurve any = confidence.orders().values().iterator().next();
    json.put("masks", any.frames());
    json.put("bad", any.badFrames());
    ObjectNode orders = json.putObject("order");
    confidence.orders().forEach((name, order) -> add(orders.putObject(key(name)), order));
    ObjectNode all = json.putObject("reliability");
    reliabilities().forEach((name, reliability) -> add(all.putObject(key(name)), reliability));
    Confidence.Absence absence = confidence.absence();
    ObjectNode absent = json.putObject("absence");
    absent.put("absent", absence.absent());
    absent.put("said_absent", absence.saidAbsent());
    absent.put("rightly", absence.both());
    return json.toPrettyString();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** Where nothing is bad there is nothing to find. */
  private static boolean canBeFound(SearchCurve order) {
    return order.badFrames() > 0 && order.badFrames() < order.frames();
  }

  /** JSON has no NaN. */
  private static void add(ObjectNode json, SearchCurve order) {
    if (canBeFound(order)) {
      json.put("auc", order.auc());
      ArrayNode points = json.putArray("found");
      for (int i = 1; i <= POINTS; i++) {
        double looked = (double) i / POINTS;
        points
            .addObject()
            .put("looked", looked)
            .put("found", order.found(looked))
            .put("precision", order.precision(looked));
      }
    }
  }

  private static void add(ObjectNode json, Reliability reliability) {
    json.put("masks", reliability.masks());
    json.put("calibration_error", reliability.error());
    ArrayNode bins = json.putArray("bins");
    for (Reliability.Bin bin : reliability.bins()) {
      bins.addObject()
          .put("from", bin.index() / (double) Reliability.BINS)
          .put("masks", bin.masks())
          .put("said", bin.said())
          .put("came", bin.came());
    }
  }

  /** Search curves and reliability diagrams as SVG. */
  String toSvg() {
    return new SharePlot(
            List.of(
                new Panel(
                    "Search", "share of masks looked at", "share of bad ones found", search()),
                panel(
                    "Predicted IoU",
                    "said",
                    "true IoU",
                    confidence.iou(false),
                    confidence.iou(true)),
                panel(
                    "Object score",
                    "said: probability that it is there",
                    "share that is there",
                    confidence.presence(false),
                    confidence.presence(true)),
                new Panel(
                    "Needs you",
                    "said: probability that it is bad",
                    "share that is bad",
                    List.of(Curve.of("needs you", CALIBRATED, confidence.needsYou())))))
        .toSvg();
  }

  private List<Curve> search() {
    Map<String, SearchCurve> orders = confidence.orders();
    List<Curve> curves = new ArrayList<>();
    if (!canBeFound(orders.values().iterator().next())) {
      return curves;
    }
    SEARCHED.forEach(
        (name, rgb) -> curves.add(Curve.of(name, rgb, Objects.requireNonNull(orders.get(name)))));
    return curves;
  }

  private static Panel panel(
      String title, String said, String came, Reliability raw, Reliability calibrated) {
    return new Panel(
        title,
        said,
        came,
        List.of(Curve.of("as it is", RAW, raw), Curve.of("calibrated", CALIBRATED, calibrated)));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
