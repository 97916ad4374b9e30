package io.masklet.core.render;

import io.masklet.core.eval.Reliability;
import java.util.List;
import java.util.Locale;

/**
 * What was said of masks against what came, as an SVG picture that any browser shows: one panel a
 * figure, the nearer to the diagonal the better. Dots are as large as their bins are full.
 *
 * @param panels left to right
 */
public record ReliabilityPlot(List<Panel> panels) {

  private static final int SIDE = 300;
  private static final int LEFT = 62;
  private static final int TOP = 46;
  private static final int BOTTOM = 84;
  private static final int STEP = LEFT + SIDE + 24;
  private static final double LARGEST_DOT = 13;

  public ReliabilityPlot {
    panels = List.copyOf(panels);
  }

  /**
   * One figure.
   *
   * @param title what it is
   * @param said what the axis below means
   * @param came what the axis at the left means
   * @param curves in the order they are drawn
   */
  public record Panel(String title, String said, String came, List<Curve> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /**
   * One way of saying it.
   *
   * @param name for the legend
   * @param rgb colour as 0xRRGGBB
   */
  public record Curve(String name, int rgb, Reliability reliability) {}

  /** The picture as text. */
  public String toSvg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">\n",
            STEP * panels.size() + 10, TOP + SIDE + BOTTOM));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for (int i = 0; i < panels.size(); i++) {
      draw(svg, panels.get(i), STEP * i + LEFT);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Panel panel, int left) {
    label(svg, left, 24, "start", panel.title);
    for (int i = 0; i <= 4; i++) {
      double at = i / 4.0;
      svg.append(
          text(
              "<path d=\"M%d %.1fh%dM%.1f %dv%d\" stroke=\"#ddd\" fill=\"none\"/>\n",
              left, y(at), SIDE, left + SIDE * at, TOP, SIDE));
      label(svg, left - 6, y(at) + 4, "end", text("%.2f", at));
      label(svg, left + SIDE * at, TOP + SIDE + 16, "middle", text("%.2f", at));
    }
    svg.append(text("<path d=\"M%d %dl%d -%d\" stroke=\"#888\"/>\n", left, TOP + SIDE, SIDE, SIDE));
    label(svg, left + SIDE / 2.0, TOP + SIDE + 34, "middle", panel.said);
    label(svg, left + 6, TOP + 16, "start", panel.came);
    for (int i = 0; i < panel.curves.size(); i++) {
      draw(svg, panel.curves.get(i), left, TOP + SIDE + 54 + 18 * i);
    }
  }

  private static void draw(StringBuilder svg, Curve curve, int left, int legendY) {
    StringBuilder line = new StringBuilder();
    for (Reliability.Bin bin : curve.reliability.bins()) {
      double x = left + SIDE * bin.said();
      double share = (double) bin.masks() / curve.reliability.masks();
      line.append(text("%.1f,%.1f ", x, y(bin.came())));
      svg.append(
          text(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06X\" fill-opacity=\"0.6\"/>\n",
              x, y(bin.came()), 2 + LARGEST_DOT * Math.sqrt(share), curve.rgb));
    }
    svg.append(
        text(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06X\" stroke-width=\"2\"/>\n",
            line.toString().strip(), curve.rgb));
    svg.append(
        text(
            "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#%06X\"/>\n",
            left + 5, legendY - 4, curve.rgb));
    label(
        svg,
        left + 18,
        legendY,
        "start",
        text(
            "%s: calibration error %.3f, %d masks",
            curve.name, curve.reliability.error(), curve.reliability.masks()));
  }

  private static double y(double share) {
    return TOP + SIDE * (1 - share);
  }

  private static void label(StringBuilder svg, double x, double y, String anchor, String words) {
    svg.append(
        text(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>\n",
            x, y, anchor, words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
