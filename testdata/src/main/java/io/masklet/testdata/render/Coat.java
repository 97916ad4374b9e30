package io.masklet.testdata.render;

/** What covers a body: its colours, how long and how coarse its hair is, how much it shines. */
public interface Coat {

  /**
   * Paints one point.
   *
   * @param x rest coordinates, metres in body space; see {@link Part}
   * @param material the part's material
   * @param surface receives colour, gloss and sheen
   */
  void paint(double x, double y, double z, int material, Surface surface);

  /** Length of hair or height of wrinkles, metres in body space; 0 is smooth skin. */
  double furLength(int material);

  /** Hairs or wrinkles per metre in body space. */
  double furDensity();

  /** How much longer than wide hairs look, along the body; 1 for curls and wrinkles. */
  double furFlow();

  /** How one point of a body answers light. Linear RGB reflectance in [0, 1]. */
  final class Surface {

    double red;
    double green;
    double blue;
    double gloss;

    /** Sets the reflectance and the strength of the highlight, 0 for wool and 1 for a wet eye. */
    public void set(double red, double green, double blue, double gloss) {
      this.red = red;
      this.green = green;
      this.blue = blue;
      this.gloss = gloss;
    }

    /** Moves the colour towards another; {@code amount} is clamped to [0, 1]. */
    public void blend(double red, double green, double blue, double amount) {
      double share = Math.max(0, Math.min(1, amount));
      this.red += share * (red - this.red);
      this.green += share * (green - this.green);
      this.blue += share * (blue - this.blue);
    }

    /** Makes the point darker or brighter. */
    public void dim(double factor) {
      red *= factor;
      green *= factor;
      blue *= factor;
    }
  }
}
