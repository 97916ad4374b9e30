package io.masklet.core.render;

import static io.masklet.core.render.SvgText.label;
import static io.masklet.core.render.SvgText.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Where every object of a video is found and how sure that is, as an SVG picture that any browser
 * shows: a strip an object in its own colour where it is found, red from below as far as it needs a
 * person, a triangle where a person prompted, a number where a person is asked to. Long videos are
 * drawn a few frames a column, each column as bad as its worst frame.
 *
 * @param title what is drawn
 * @param firstFrame where the picture begins
 * @param lastFrame where it ends, inclusive
 * @param strips one an object, top to bottom
 */
public record Timeline(String title, long firstFrame, long lastFrame, List<Strip> strips) {

  private static final int WIDTH = 960;
  private static final int LEFT = 110;
  private static final int RIGHT = 20;
  private static final int TOP = 44;
  private static final int BOTTOM = 40;
  private static final int STRIP = 58;
  private static final int BAR = 30;
  private static final int MOST_TICKS = 10;
  private static final int COLUMNS = WIDTH - LEFT - RIGHT;

  public Timeline {
    strips = List.copyOf(strips);
    if (lastFrame < firstFrame) {
      throw new IllegalArgumentException(
          "timeline: expected frames in order, got %d to %d".formatted(firstFrame, lastFrame));
    }
  }

  /**
   * One object.
   *
   * @param name for the label
   * @param rgb its colour, as in overlays: 0xRRGGBB
   * @param marks what is known of it, ascending by frame
   * @param calls where a person is asked for
   */
  public record Strip(String name, int rgb, List<Mark> marks, List<Call> calls) {
    public Strip {
      marks = List.copyOf(marks);
      calls = List.copyOf(calls);
    }
  }

  /**
   * A frame in which a person is asked for.
   *
   * @param number by which it is known elsewhere
   */
  public record Call(long frame, int number) {}

  /**
   * One object in one frame.
   *
   * @param present whether it was found
   * @param needsYou how much it needs a person, 0 to 1
   * @param prompted whether a person prompted it here
   */
  public record Mark(long frame, boolean present, double needsYou, boolean prompted) {}

  /** What one column of pixels shows. */
  private static final class Column {
    private boolean known;
    private boolean present;
    private boolean prompted;
    private double needsYou;

    void add(Mark mark) {
      known = true;
      present |= mark.present;
      prompted |= mark.prompted;
      needsYou = Math.max(needsYou, mark.needsYou);
    }
  }

  /** The picture as text. */
  public String toSvg() {
    int height = TOP + STRIP * strips.size() + BOTTOM;
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">\n",
            WIDTH, height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    label(svg, LEFT, 24, "start", title);
    for (int i = 0; i < strips.size(); i++) {
      draw(svg, strips.get(i), TOP + 12 + STRIP * i);
    }
    drawTicks(svg, TOP + STRIP * strips.size() - 8);
    label(
        svg,
        LEFT + COLUMNS / 2.0,
        height - 8,
        "middle",
        "frame    coloured: found    red: needs you    triangle: prompted    number: place in the list");
    return svg.append("</svg>\n").toString();
  }

  /** Frame numbers at round distances. */
  private void drawTicks(StringBuilder svg, int top) {
    long frames = lastFrame - firstFrame + 1;
    long step = 1;
    for (int i = 0; frames / step > MOST_TICKS; i++) {
      step = i % 3 == 1 ? step / 2 * 5 : step * 2; // 1 2 5 10 20 50 ...
    }
    for (long frame = (firstFrame + step - 1) / step * step; frame <= lastFrame; frame += step) {
      svg.append(text("<path d=\"M%.1f %dv5\" stroke=\"#888\"/>\n", x(frame), top));
      label(svg, x(frame), top + 18, "middle", Long.toString(frame));
    }
  }

  private double x(long frame) {
    return LEFT + COLUMNS * (frame - firstFrame + 0.5) / (lastFrame - firstFrame + 1);
  }

  private void draw(StringBuilder svg, Strip strip, int top) {
    int base = top + BAR;
    label(svg, LEFT - 10, base - 8, "end", strip.name());
    svg.append(text("<path d=\"M%d %dH%d\" stroke=\"#ccc\"/>\n", LEFT, base, WIDTH - RIGHT));
    List<Column> columns = columns(strip);
    for (int i = 0; i < columns.size(); ) {
      int end = i + 1;
      while (end < columns.size() && alike(columns.get(i), columns.get(end))) {
        end++;
      }
      drawRun(svg, columns.get(i), strip.rgb(), x(i, columns), x(end, columns), base);
      i = end;
    }
    for (Call call : strip.calls()) {
      svg.append(
          text("<path d=\"M%.1f %dv%d\" stroke=\"#222\"/>\n", x(call.frame), top - 3, BAR + 3));
      label(svg, x(call.frame), top - 5, "middle", Integer.toString(call.number));
    }
  }

  private List<Column> columns(Strip strip) {
    int count = (int) Math.min(COLUMNS, lastFrame - firstFrame + 1);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Column());
    }
    double framesPerColumn = (double) (lastFrame - firstFrame + 1) / count;
    for (Mark mark : strip.marks()) {
      if (mark.frame >= firstFrame && mark.frame <= lastFrame) {
        int at = (int) ((mark.frame - firstFrame) / framesPerColumn);
        columns.get(Math.min(at, count - 1)).add(mark);
      }
    }
    return columns;
  }

  /** Columns that make one rectangle; steps of a hundredth cannot be seen. */
  private static boolean alike(Column one, Column other) {
    return one.known == other.known
        && one.present == other.present
        && !one.prompted
        && !other.prompted
        && Math.round(100 * one.needsYou) == Math.round(100 * other.needsYou);
  }

  private static void drawRun(
      StringBuilder svg, Column column, int rgb, double left, double right, int base) {
    if (!column.known) {
      return;
    }
    double need = BAR * column.needsYou;
    if (column.present) {
      rectangle(svg, left, right, base - BAR, BAR, text("#%06X", rgb), 0.45);
    }
    rectangle(svg, left, right, base - need, need, "#D00000", 0.8);
    if (column.prompted) {
      double x = (left + right) / 2;
      svg.append(text("<path d=\"M%.1f %dl-5 9h10z\" fill=\"#222\"/>\n", x, base + 1)); // points up
    }
  }

  private static void rectangle(
      StringBuilder svg,
      double left,
      double right,
      double top,
      double height,
      String colour,
      double opacity) {
    if (height >= 0.5) {
      svg.append(
          text(
              "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" fill=\"%s\""
                  + " fill-opacity=\"%.2f\"/>\n",
              left, top, right - left, height, colour, opacity));
    }
  }

  private static double x(int column, List<Column> columns) {
    return LEFT + (double) COLUMNS * column / columns.size();
  }
}
