package io.masklet.core.render;

import java.util.Locale;

/** Words and numbers of SVG pictures: the same on every machine, and never taken for markup. */
final class SvgText {

  private SvgText() {}

  /** With a point in numbers, whatever the machine's language. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * Adds a line of words.
   *
   * @param anchor which part of it lies at x: {@code start}, {@code middle} or {@code end}
   */
  static void label(StringBuilder svg, double x, double y, String anchor, String words) {
    svg.append(
        text(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>\n",
            x, y, anchor, escape(words)));
  }

  private static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
