package io.masklet.core.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A font of our own, made of strokes: the same letters on every machine, whatever fonts it has, at
 * any size.
 *
 * <p>Letters stand on a grid: capitals from y = 0 to the baseline at 6, small letters from 2,
 * descenders to 8. A glyph is a list of strokes, points as two digits x and y; a stroke that begins
 * with {@code ~} is rounded, with {@code @} rounded and closed.
 */
final class StrokeFont {

  /** Height of capitals on the grid. */
  static final int CAPITAL = 6;

  /** Depth of descenders below the baseline. */
  static final int DESCENT = 2;

  private static final double GAP = 1.7;
  private static final String UNKNOWN = "00 40 46 06 00";

  /** A straight piece of a stroke, in grid units. */
  record Segment(double x0, double y0, double x1, double y1) {}

  /** A text laid out from x = 0. */
  record Line(List<Segment> segments, double width) {}

  private StrokeFont() {}

  /** Lays a text out; accents are dropped, unknown characters become a box. */
  static Line layOut(String text) {
    List<Segment> segments = new ArrayList<>();
    double x = 0;
    for (char c : Normalizer.normalize(text, Normalizer.Form.NFD).toCharArray()) {
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        continue;
      }
      x = c == ' ' ? x + 2.4 : addGlyph(GLYPHS.getOrDefault(c, UNKNOWN), x, segments) + GAP;
    }
    return new Line(segments, Math.max(0, x - GAP));
  }

  /** Adds one glyph; returns its right edge. */
  private static double addGlyph(String glyph, double left, List<Segment> segments) {
    double right = left;
    for (String stroke : glyph.split(",")) {
      boolean closed = stroke.startsWith("@");
      boolean round = closed || stroke.startsWith("~");
      double[][] points = points(round ? stroke.substring(1) : stroke, left);
      for (double[] point : points) {
        right = Math.max(right, point[0]);
      }
      double[][] path = round ? rounded(points, closed) : points;
      for (int i = 1; i < path.length; i++) {
        segments.add(new Segment(path[i - 1][0], path[i - 1][1], path[i][0], path[i][1]));
      }
    }
    return right;
  }

  private static double[][] points(String stroke, double left) {
    String[] pairs = stroke.trim().split(" ");
    double[][] points = new double[pairs.length][];
    for (int i = 0; i < pairs.length; i++) {
      points[i] = new double[] {left + pairs[i].charAt(0) - '0', pairs[i].charAt(1) - '0'};
    }
    return points;
  }

  /** A quadratic B-spline along the points, sampled; open ends are reached. */
  private static double[][] rounded(double[][] p, boolean closed) {
    int steps = 6;
    List<double[]> path = new ArrayList<>();
    int corners = closed ? p.length : p.length - 2;
    for (int i = 0; i < corners; i++) {
      double[] a = p[i];
      double[] b = p[(i + 1) % p.length];
      double[] c = p[(i + 2) % p.length];
      double[] start = !closed && i == 0 ? a : middle(a, b);
      double[] end = !closed && i == corners - 1 ? c : middle(b, c);
      for (int s = i == 0 ? 0 : 1; s <= steps; s++) {
        path.add(bezier(start, b, end, (double) s / steps));
      }
    }
    return path.toArray(double[][]::new);
  }

  private static double[] middle(double[] a, double[] b) {
    return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
  }

  private static double[] bezier(double[] a, double[] b, double[] c, double t) {
    double u = 1 - t;
    return new double[] {
      u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1]
    };
  }

  private static Map<Character, String> glyphs() {
    Map<Character, String> map = new HashMap<>();
    for (String line : TABLE.split("\n")) {
      map.put(line.charAt(0), line.substring(2));
    }
    return map;
  }

  private static final String TABLE =
      """
      A 06 20 46,14 34
      B 20 00 06 26,03 23,~20 40 43 23,~23 43 46 26
      C ~41 40 00 06 46 45
      D 10 00 06 16,~10 40 46 16
      E 40 00 06 46,03 33
      F 40 00 06,03 33
      G ~41 40 00 06 46 43,43 23
      H 00 06,40 46,03 43
      I 00 06
      J 30 34,~34 36 06 05
      K 00 06,40 04,22 46
      L 00 06 46
      M 06 00 24 40 46
      N 06 00 46 40
      O @00 40 46 06
      P 06 00 20,03 23,~20 40 43 23
      Q @00 40 46 06,24 46
      R 06 00 20,03 23,~20 40 43 23,23 46
      S ~41 40 00 03 43 46 06 05
      T 00 40,20 26
      U 00 03,~03 06 46 43,43 40
      V 00 26 40
      W 00 16 31 46 60
      X 00 46,40 06
      Y 00 23 40,23 26
      Z 00 40 06 46
      a @02 32 36 06,32 36
      b 00 06,@02 32 36 06
      c ~33 32 02 06 36 35
      d 30 36,@02 32 36 06
      e 04 34,~34 32 02 06 36 35
      f ~30 10 13,13 16,02 22
      g @02 32 36 06,32 36,~36 38 08 07
      h 00 06,~04 02 32 34,34 36
      i 02 06,00 00
      j 12 16,~16 18 08,10 10
      k 00 06,32 05,14 36
      l 00 06
      m 02 06,~04 02 22 24,24 26,~24 22 42 44,44 46
      n 02 06,~04 02 32 34,34 36
      o @02 32 36 06
      p 02 08,@02 32 36 06
      q 32 38,@02 32 36 06
      r 02 06,~04 02 22
      s ~33 32 02 04 34 36 06 05
      t 10 14,~14 16 26,02 22
      u 02 04,~04 06 36 34,32 36
      v 02 26 42
      w 02 16 23 36 42
      x 02 36,32 06
      y 02 26,42 18
      z 02 32 06 36
      0 @00 30 36 06
      1 01 20 26
      2 ~01 00 30 33 06,06 36
      3 ~01 00 30 33 13,~13 33 36 06 05
      4 26 20 04 34
      5 30 00 03,~03 02 32 36 06 05
      6 @02 32 36 06,~31 30 00 04
      7 00 30 16
      8 @00 30 33 03,@03 33 36 06
      9 @00 30 34 04,~32 36 06 05
      - 04 24
      _ 07 37
      . 06 06
      , 16 07
      : 03 03,06 06
      / 06 30
      ( ~10 00 03 06 16
      ) ~00 10 13 16 06
      % 06 40,@00 10 11 01,@35 45 46 36
      # 11 15,31 35,02 42,04 44
      + 04 44,22 26
      = 03 33,05 35
      ' 00 01
      ! 00 04,06 06
      ? ~01 00 30 33 14,16 16
      """;

  private static final Map<Character, String> GLYPHS = glyphs();
}
