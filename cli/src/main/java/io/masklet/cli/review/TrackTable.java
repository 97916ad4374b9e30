package io.masklet.cli.review;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.export.CsvWriter;
import io.masklet.core.render.Palette;
import io.masklet.core.review.Sighting;
import io.masklet.core.review.Sighting.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table that {@code masklet track --csv} writes, strictly: a row that is not whole ends
 * in an error that names its line.
 */
final class TrackTable {

  /** Ten objects for six hours at 25 frames a second; a few hundred bytes of memory each. */
  private static final int MOST_ROWS = 5_400_000;

  private static final int MOST_LINE_CHARS = 1_000;

  private static final List<String> COLUMNS = List.of(CsvWriter.HEADER.split(","));

  private final Path file;
  private final Map<Integer, List<Sighting>> objects = new TreeMap<>();
  private int line = 1;

  private TrackTable(Path file) {
    this.file = file;
  }

  /** Its objects in the order of their ids; at least one. */
  static List<ReviewedObject> read(Path file) throws CommandException {
    TrackTable table = new TrackTable(file);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      table.read(reader);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INPUT,
          "Reading the track %s: expected a table as 'masklet track --csv' writes it, but: %s."
              .formatted(file, ErrorReport.reason(e)),
          e);
    }
    return table.objects.entrySet().stream()
        .map(
            object ->
                new ReviewedObject(
                    "object " + object.getKey(),
                    Palette.colour(object.getKey()),
                    object.getValue()))
        .toList();
  }

  private void read(BufferedReader reader) throws IOException, CommandException {
    String header = nextLine(reader);
    if (!CsvWriter.HEADER.equals(header)) {
      throw problem("the columns " + CsvWriter.HEADER, quoted(header));
    }
    for (String row = nextLine(reader); row != null; row = nextLine(reader)) {
      line++;
      if (line > MOST_ROWS) {
        throw problem("at most " + MOST_ROWS + " lines", "more");
      }
      add(sighting(row));
    }
    if (objects.isEmpty()) {
      throw problem("at least one object in one frame", "none");
    }
  }

  /** A line without its end; null after the last. Does not read on where a line has no end. */
  private @Nullable String nextLine(BufferedReader reader) throws IOException, CommandException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (text.length() == MOST_LINE_CHARS) {
        throw problem("lines of at most " + MOST_LINE_CHARS + " characters", "a longer one");
      }
      text.append((char) c);
    }
    return text.toString().stripTrailing();
  }

  private void add(Sighting sighting) throws CommandException {
    List<Sighting> object = objects.computeIfAbsent(sighting.objectId(), id -> new ArrayList<>());
    if (!object.isEmpty() && object.get(object.size() - 1).frame() >= sighting.frame()) {
      throw problem(
          "the frames of object %d to ascend".formatted(sighting.objectId()),
          "frame " + sighting.frame());
    }
    object.add(sighting);
  }

  private Sighting sighting(String row) throws CommandException {
    String[] cells = row.split(",", -1);
    if (cells.length != COLUMNS.size()) {
      throw problem(COLUMNS.size() + " columns", cells.length + ": " + quoted(row));
    }
    return new Sighting(
        whole(cells, "frame", 0),
        number(cells, "time_s"),
        (int) whole(cells, "object", 1),
        shape(cells),
        number(cells, "object_score"),
        number(cells, "predicted_iou"),
        number(cells, "presence"),
        number(cells, "expected_iou"),
        numberOrNan(cells, "stability"),
        numberOrNan(cells, "agreement"),
        whole(cells, "prompted", 0) > 0);
  }

  private Shape shape(String[] cells) throws CommandException {
    long areaPx = whole(cells, "area_px", 0);
    if (areaPx == 0) {
      return Shape.NONE;
    }
    double widthPx = number(cells, "x1") - number(cells, "x0");
    double heightPx = number(cells, "y1") - number(cells, "y0");
    if (!(widthPx > 0 && heightPx > 0 && widthPx * heightPx >= areaPx)) {
      throw problem("a box as large as its mask", widthPx + " by " + heightPx + " px");
    }
    return new Shape(
        areaPx, widthPx * heightPx, number(cells, "centroid_x"), number(cells, "centroid_y"));
  }

  private long whole(String[] cells, String column, int least) throws CommandException {
    String cell = cell(cells, column);
    try {
      int value = Integer.parseInt(cell);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number that is too small is
    }
    throw problem("a whole number of %d or more in %s".formatted(least, column), quoted(cell));
  }

  private double numberOrNan(String[] cells, String column) throws CommandException {
    return cell(cells, column).isEmpty() ? Double.NaN : number(cells, column);
  }

  private double number(String[] cells, String column) throws CommandException {
    String cell = cell(cells, column);
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as one that is not finite is
    }
    throw problem("a number in " + column, quoted(cell));
  }

  private static String cell(String[] cells, String column) {
    return cells[COLUMNS.indexOf(column)];
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "nothing" : "'" + text + "'";
  }

  private CommandException problem(String expected, String got) {
    return new CommandException(
        ExitCode.INPUT,
        ("Reading the track %s, line %d: expected %s, got %s. Make the table anew with 'masklet"
                + " track VIDEO ... --csv FILE'.")
            .formatted(file, line, expected, got));
  }
}
