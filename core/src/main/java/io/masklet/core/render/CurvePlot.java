package io.masklet.core.render;

import static io.masklet.core.render.SvgText.label;
import static io.masklet.core.render.SvgText.text;

import java.util.List;

/**
 * Curves between 0 and 1 over the frames of a video, as an SVG picture that any browser shows.
 *
 * @param title what is drawn
 * @param yName what the curves measure, such as {@code J}
 * @param curves one an object, in the order they are drawn
 */
public record CurvePlot(String title, String yName, List<Curve> curves) {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 340;
  private static final int LEFT = 56;
  private static final int RIGHT = 150;
  private static final int TOP = 40;
  private static final int BOTTOM = 44;

  public CurvePlot {
    curves = List.copyOf(curves);
  }

  /**
   * One curve.
   *
   * @param name for the legend
   * @param objectId chooses the colour, as in overlays
   * @param values one a frame, 0 to 1, in order
   */
  public record Curve(String name, int objectId, List<Double> values) {
    public Curve {
      values = List.copyOf(values);
    }
  }

  /** The picture as text. */
  public String toSvg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">\n",
            WIDTH, HEIGHT));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    label(svg, LEFT, 24, "start", title);
    drawGrid(svg);
    int count = frames();
    for (int i = 0; i < curves.size(); i++) {
      drawCurve(svg, curves.get(i), count);
      drawLegend(svg, curves.get(i), i);
    }
    return svg.append("</svg>\n").toString();
  }

  private int frames() {
    return curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
  }

  private void drawGrid(StringBuilder svg) {
    for (int i = 0; i <= 4; i++) {
      double value = i / 4.0;
      svg.append(
          text("<path d=\"M%d %.1fH%d\" stroke=\"#ccc\"/>\n", LEFT, y(value), WIDTH - RIGHT));
      label(svg, LEFT - 8, y(value) + 4, "end", text("%.2f", value));
    }
    label(svg, LEFT, HEIGHT - 14, "start", "0");
    label(svg, WIDTH - RIGHT, HEIGHT - 14, "end", text("%d", Math.max(0, frames() - 1)));
    label(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", "judged frame");
    label(svg, 14, y(0.5) + 4, "start", yName);
  }

  private static void drawCurve(StringBuilder svg, Curve curve, int count) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < curve.values().size(); i++) {
      points.append(text("%.1f,%.1f ", x(i, count), y(curve.values().get(i))));
    }
    svg.append(
        text(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
            points.toString().strip(), colour(curve)));
  }

  private static void drawLegend(StringBuilder svg, Curve curve, int place) {
    double y = TOP + 10 + 20.0 * place;
    int x = WIDTH - RIGHT + 14;
    svg.append(
        text(
            "<path d=\"M%d %.1fh18\" stroke=\"%s\" stroke-width=\"3\"/>\n",
            x, y - 4, colour(curve)));
    label(svg, x + 24, y, "start", curve.name());
  }

  private static double x(int frame, int count) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (count < 2 ? 0 : (double) frame / (count - 1));
  }

  private static double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value);
  }

  private static String colour(Curve curve) {
    return text("#%06X", Palette.colour(curve.objectId()));
  }
}
