package io.masklet.core.render;

import static io.masklet.core.render.SvgText.label;
import static io.masklet.core.render.SvgText.text;

import io.masklet.core.eval.Reliability;
import io.masklet.core.eval.SearchCurve;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares against shares, as an SVG picture that any browser shows: what was said of masks and what
 * came, where the diagonal is the best there is; or what was looked at and what was found, where it
 * is chance.
 *
 * @param panels left to right
 */
public record SharePlot(List<Panel> panels) {

  private static final int SIDE = 300;
  private static final int LEFT = 62;
  private static final int TOP = 46;
  private static final int BOTTOM = 102;
  private static final int STEP = LEFT + SIDE + 24;
  private static final double LARGEST_DOT = 13;
  private static final int SEARCH_DOTS = 20;

  public SharePlot {
    panels = List.copyOf(panels);
  }

  /**
   * One figure.
   *
   * @param title what it is
   * @param across what the axis below means
   * @param up what the axis at the left means
   * @param curves in the order they are drawn
   */
  public record Panel(String title, String across, String up, List<Curve> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /**
   * A line through dots.
   *
   * @param legend its name, and its figure
   * @param rgb colour as 0xRRGGBB
   */
  public record Curve(String legend, int rgb, List<Dot> dots) {
    public Curve {
      dots = List.copyOf(dots);
    }

    /** What was said against what came; dots are as large as their bins are full. */
    public static Curve of(String name, int rgb, Reliability reliability) {
      return new Curve(
          text(
              "%s: calibration error %.3f, %d masks",
              name, reliability.error(), reliability.masks()),
          rgb,
          reliability.bins().stream()
              .map(
                  bin ->
                      new Dot(bin.said(), bin.came(), (double) bin.masks() / reliability.masks()))
              .toList());
    }

    /** What was looked at against what was found of it. */
    public static Curve of(String name, int rgb, SearchCurve search) {
      return new Curve(
          text("%s: AUC %.3f, %d bad masks", name, search.auc(), search.badFrames()),
          rgb,
          IntStream.rangeClosed(0, SEARCH_DOTS)
              .mapToDouble(i -> (double) i / SEARCH_DOTS)
              .mapToObj(looked -> new Dot(looked, search.found(looked), 0))
              .toList());
    }
  }

  /**
   * One point.
   *
   * @param across 0 to 1
   * @param up 0 to 1
   * @param weight share of the masks it stands for, 0 to 1
   */
  public record Dot(double across, double up, double weight) {}

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
    label(svg, left + SIDE / 2.0, TOP + SIDE + 34, "middle", panel.across);
    label(svg, left + 6, TOP + 16, "start", panel.up);
    for (int i = 0; i < panel.curves.size(); i++) {
      draw(svg, panel.curves.get(i), left, TOP + SIDE + 54 + 18 * i);
    }
  }

  private static void draw(StringBuilder svg, Curve curve, int left, int legendY) {
    StringBuilder line = new StringBuilder();
    for (Dot dot : curve.dots) {
      double x = left + SIDE * dot.across;
      line.append(text("%.1f,%.1f ", x, y(dot.up)));
      svg.append(
          text(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06X\" fill-opacity=\"0.6\"/>\n",
              x, y(dot.up), 2 + LARGEST_DOT * Math.sqrt(dot.weight), curve.rgb));
    }
    svg.append(
        text(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06X\" stroke-width=\"2\"/>\n",
            line.toString().strip(), curve.rgb));
    svg.append(
        text(
            "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#%06X\"/>\n",
            left + 5, legendY - 4, curve.rgb));
    label(svg, left + 18, legendY, "start", curve.legend);
  }

  private static double y(double share) {
    return TOP + SIDE * (1 - share);
  }
}
