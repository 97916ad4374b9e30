package io.masklet.cli.eval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.core.eval.Bootstrap;
import io.masklet.core.eval.FrameScore;
import io.masklet.core.eval.GlobalScore;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics;
import java.util.function.ToDoubleFunction;

/** A report as JSON: every figure, down to single frames. */
final class ReportJson {

  private static final JsonMapper JSON = new JsonMapper();

  private ReportJson() {}

  static String of(Report report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("rules", report.rules());
    addGlobal(json.putObject("global"), report);
    if (report.youtube() != null) {
      ObjectNode youtube = json.putObject("youtube_vos");
      put(youtube, "g", report.youtube().g());
      put(youtube, "seen_j", report.youtube().seenJ());
      put(youtube, "seen_f", report.youtube().seenF());
      put(youtube, "unseen_j", report.youtube().unseenJ());
      put(youtube, "unseen_f", report.youtube().unseenF());
    }
    if (report.tracks() != null) {
      addTracks(json.putObject("tracks"), report.tracks());
    }
    if (report.run() != null) {
      addRun(json.putObject("run"), report.run());
    }
    ArrayNode objects = json.putArray("objects");
    report.objects().forEach(object -> addObject(objects.addObject(), report, object));
    return json.toPrettyString();
  }

  private static void addGlobal(ObjectNode json, Report report) {
    GlobalScore global = report.global();
    json.put("sequences", report.sequences());
    json.put("objects", global.objects());
    put(json, "j_and_f", global.jAndF());
    addInterval(json, "j_and_f_95", report, GlobalScore::jAndF);
    addStatistics(json.putObject("j"), global.j());
    addInterval(json, "j_mean_95", report, g -> g.j().mean());
    addStatistics(json.putObject("f"), global.f());
    addInterval(json, "f_mean_95", report, g -> g.f().mean());
    json.put("bootstrap_seed", Bootstrap.DEFAULT.seed());
    json.put("bootstrap_rounds", Bootstrap.DEFAULT.rounds());
  }

  private static void addInterval(
      ObjectNode json, String name, Report report, ToDoubleFunction<GlobalScore> figure) {
    report
        .interval(figure)
        .ifPresent(
            interval -> {
              ArrayNode ends = json.putArray(name);
              ends.add(interval.low());
              ends.add(interval.high());
            });
  }

  private static void addStatistics(ObjectNode json, Statistics statistics) {
    put(json, "mean", statistics.mean());
    put(json, "recall", statistics.recall());
    put(json, "decay", statistics.decay());
  }

  private static void addTracks(ObjectNode json, Report.Tracks tracks) {
    json.put("hota", tracks.hota().hota());
    json.put("det_a", tracks.hota().detectionAccuracy());
    json.put("ass_a", tracks.hota().associationAccuracy());
    json.put("loc_a", tracks.hota().localisationAccuracy());
    json.put("idf1", tracks.identity().idf1());
    json.put("idtp", tracks.identity().right());
    json.put("idfn", tracks.identity().missed());
    json.put("idfp", tracks.identity().surplus());
  }

  private static void addRun(ObjectNode json, RunFacts run) {
    json.put("model", run.model());
    json.put("input_px", run.inputPx());
    json.put("shown_by", run.init());
    json.put("device", run.device());
    json.put("threads", run.threads());
    json.put("machine", run.machine());
    json.put("frames_per_second", run.framesPerSecond());
    run.peakMiB().ifPresent(peak -> json.put("peak_memory_mib", peak));
    ObjectNode speeds = json.putObject("speed");
    run.speeds()
        .forEach(
            (sequence, speed) -> {
              ObjectNode entry = speeds.putObject(sequence);
              entry.put("frames", speed.frames());
              entry.put("objects", speed.objects());
              entry.put("seconds", speed.seconds());
            });
  }

  private static void addObject(ObjectNode json, Report report, ObjectScore object) {
    json.put("sequence", object.sequence());
    json.put("object", object.objectId());
    put(json, "j_and_f", object.jAndF());
    addStatistics(json.putObject("j"), object.j(report.quarters()));
    addStatistics(json.putObject("f"), object.f(report.quarters()));
    ArrayNode names = json.putArray("frames");
    ArrayNode j = json.putArray("j_by_frame");
    ArrayNode f = json.putArray("f_by_frame");
    for (FrameScore frame : object.frames()) {
      names.add(frame.frame());
      j.add(frame.j());
      f.add(frame.f());
    }
  }

  /** JSON has no NaN; what is not known is null. */
  private static void put(ObjectNode json, String name, double value) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, value);
    }
  }
}
