package io.masklet.cli.review;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputChecks;
import io.masklet.core.file.OutputFile;
import io.masklet.core.review.Judged;
import io.masklet.core.review.NeedsYou;
import io.masklet.core.review.ReviewQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code masklet review}.
 *
 * @param track the table of {@code masklet track --csv}, or a session's file
 * @param top how many places to tell
 * @param json all places as data, or null
 * @param csv all places as a table, or null
 * @param timeline an SVG of all objects over time, or null
 * @param force whether outputs that exist may be replaced
 */
public record ReviewJob(
    Path track,
    int top,
    @Nullable Path json,
    @Nullable Path csv,
    @Nullable Path timeline,
    boolean force) {

  /** Reads, ranks and tells. */
  public ExitCode run(Console console) throws CommandException, IOException {
    List<Path> outputs = Stream.of(json, csv, timeline).filter(Objects::nonNull).toList();
    OutputChecks.requireApart(outputs, List.of(track));
    for (Path output : outputs) {
      OutputFile.begin(output, force).close(); // complain before the work
    }
    NeedsYou model = NeedsYou.fitted();
    List<ReviewedObject> objects = isProject() ? SessionTrack.read(track) : TrackTable.read(track);
    List<List<Judged>> judged =
        objects.stream().map(object -> Judged.all(object.sightings(), model)).toList();
    PlaceList list = new PlaceList(new ReviewQueue(model).places(judged), names(objects));
    list.lines(top).forEach(console::result);
    write(csv, list.toCsv(), console);
    write(json, list.toJson(), console);
    if (timeline != null) {
      String title = "Review of " + track.getFileName();
      write(timeline, ReviewTimeline.of(title, objects, judged, list.top(top)).toSvg(), console);
    }
    return ExitCode.OK;
  }

  private boolean isProject() {
    return String.valueOf(track.getFileName()).toLowerCase(Locale.ROOT).endsWith(".masklet");
  }

  private static Map<Integer, String> names(List<ReviewedObject> objects) {
    return objects.stream()
        .collect(
            Collectors.toMap(object -> object.sightings().get(0).objectId(), ReviewedObject::name));
  }

  private void write(@Nullable Path target, String text, Console console) throws IOException {
    if (target != null) {
      try (OutputFile file = OutputFile.begin(target, force)) {
        Files.writeString(file.part(), text);
        file.finish();
      }
      console.say("Wrote " + target + ".");
    }
  }
}
