package io.masklet.cli.review;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masklet.core.review.Place;
import io.masklet.core.review.Sighting;
import io.masklet.core.review.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The review queue for people, for spreadsheets and for programs. */
final class PlaceList {

  private final List<Place> places;
  private final Map<Integer, String> names;

  /**
   * @param names of the objects by id
   */
  PlaceList(List<Place> places, Map<Integer, String> names) {
    this.places = places;
    this.names = names;
  }

  /** The first places of the list. */
  List<Place> top(int count) {
    return places.subList(0, Math.min(count, places.size()));
  }

  /**
   * A line a place.
   *
   * @param top how many at most
   */
  List<String> lines(int top) {
    if (places.isEmpty()) {
      return List.of("Nothing needs you: no mask is likely to be bad.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("        gain  needs you    frame       time  object        suspect        why");
    List<Place> shown = top(top);
    for (int i = 0; i < shown.size(); i++) {
      lines.add(line(i + 1, shown.get(i)));
    }
    if (places.size() > top) {
      lines.add(text("... and %d places more; --top shows them.", places.size() - top));
    }
    return lines;
  }

  private String line(int number, Place place) {
    Sighting sighting = place.judged().sighting();
    return text(
        "%3d  %7.1f       %.2f  %7d  %8.2fs  %-12s  %-13s  %s",
        number,
        place.gain(),
        place.judged().needsYou(),
        sighting.frame(),
        sighting.timeS(),
        name(sighting),
        place.fromFrame() + "-" + place.toFrame(),
        String.join("; ", place.reasons()));
  }

  String toCsv() {
    StringBuilder csv =
        new StringBuilder(
            "rank,gain,needs_you,frame,time_s,object,name,from_frame,to_frame,reasons\n");
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      Sighting sighting = place.judged().sighting();
      csv.append(
          text(
              "%d,%.4f,%.4f,%d,%.6f,%d,%s,%d,%d,%s\n",
              i + 1,
              place.gain(),
              place.judged().needsYou(),
              sighting.frame(),
              sighting.timeS(),
              sighting.objectId(),
              quoted(name(sighting)),
              place.fromFrame(),
              place.toFrame(),
              quoted(String.join("; ", place.reasons()))));
    }
    return csv.toString();
  }

  private String name(Sighting sighting) {
    return Objects.requireNonNull(names.get(sighting.objectId()));
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  String toJson() {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    ArrayNode array = json.putArray("places");
    places.forEach(place -> add(array.addObject(), place));
    return json.toPrettyString() + "\n";
  }

  private void add(ObjectNode json, Place place) {
    Sighting sighting = place.judged().sighting();
    json.put("frame", sighting.frame());
    json.put("time_s", sighting.timeS());
    json.put("object", sighting.objectId());
    json.put("name", name(sighting));
    json.put("from_frame", place.fromFrame());
    json.put("to_frame", place.toFrame());
    json.put("needs_you", place.judged().needsYou());
    json.put("gain", place.gain());
    ArrayNode reasons = json.putArray("reasons");
    place.reasons().forEach(reasons::add);
    ObjectNode signals = json.putObject("signals");
    for (Signal signal : Signal.values()) {
      double figure = place.judged().evidence().worst(signal);
      if (Double.isNaN(figure)) {
        signals.putNull(signal.key()); // JSON has no NaN
      } else {
        signals.put(signal.key(), figure);
      }
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
