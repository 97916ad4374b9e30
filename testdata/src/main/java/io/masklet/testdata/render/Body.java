package io.masklet.testdata.render;

import java.util.ArrayList;
import java.util.List;

/**
 * An actor's shape at one moment: parts melted into one skin, standing somewhere in the world.
 *
 * <p>Body space has x forward, y up and z to the left; {@code heading} turns it about y, from the
 * world's x towards its z.
 */
public final class Body {

  final Part[] parts;
  final double blend;

  /** How far fillets and fur reach beyond the parts. */
  final double margin;

  final double scale;
  final double rootX;
  final double rootY;
  final double rootZ;
  final double cosHeading;
  final double sinHeading;

  /** Centre (world) and radius of a ball that holds the whole body, fur included. */
  final double centreX;

  final double centreY;
  final double centreZ;
  final double radius;

  private Body(Builder builder, double x, double y, double z, double heading, double scale) {
    parts = builder.parts.toArray(new Part[0]);
    blend = builder.blend;
    margin = builder.margin;
    this.scale = scale;
    rootX = x;
    rootY = y;
    rootZ = z;
    cosHeading = StrictMath.cos(heading);
    sinHeading = StrictMath.sin(heading);
    double middleX = 0;
    double middleY = 0;
    double middleZ = 0;
    for (Part part : parts) {
      middleX += part.middleX / parts.length;
      middleY += part.middleY / parts.length;
      middleZ += part.middleZ / parts.length;
    }
    double reach = 0;
    for (Part part : parts) {
      reach =
          Math.max(
              reach,
              part.reach
                  + StrictMath.hypot(
                      StrictMath.hypot(part.middleX - middleX, part.middleY - middleY),
                      part.middleZ - middleZ));
    }
    centreX = x + scale * (cosHeading * middleX - sinHeading * middleZ);
    centreY = y + scale * middleY;
    centreZ = z + scale * (sinHeading * middleX + cosHeading * middleZ);
    radius = scale * (reach + margin);
  }

  double bodyX(double worldX, double worldZ) {
    return (cosHeading * (worldX - rootX) + sinHeading * (worldZ - rootZ)) / scale;
  }

  double bodyY(double worldY) {
    return (worldY - rootY) / scale;
  }

  double bodyZ(double worldX, double worldZ) {
    return (cosHeading * (worldZ - rootZ) - sinHeading * (worldX - rootX)) / scale;
  }

  /** Distance from a point in body space to the bare skin, metres in body space. */
  double distance(double x, double y, double z) {
    double nearest = Double.MAX_VALUE;
    for (Part part : parts) {
      nearest = melt(nearest, part.distance(x, y, z), blend);
    }
    return nearest;
  }

  /** The smaller of two distances, with a fillet of about the given size where they meet. */
  static double melt(double a, double b, double size) {
    double overlap = size - Math.abs(a - b);
    double fillet = overlap > 0 ? overlap * overlap / (4 * size) : 0;
    return Math.min(a, b) - fillet;
  }

  /** Collects parts; lengths are metres in body space. */
  public static final class Builder {

    private final List<Part> parts = new ArrayList<>();
    private final double blend;
    private final double margin;

    /**
     * @param blend size of the fillets where parts meet
     * @param furLength the longest hair, so that bounds can make room for it
     */
    public Builder(double blend, double furLength) {
      this.blend = blend;
      this.margin = blend / 4 + furLength;
    }

    /** Adds a round limb from {@code a} to {@code b}. */
    public Part limb(int material, double[] a, double[] b, double ra, double rb) {
      return limb(material, a, b, ra, rb, 1);
    }

    /** Adds a limb that is {@code thin} times thinner sideways. */
    public Part limb(int material, double[] a, double[] b, double ra, double rb, double thin) {
      Part part = new Part(material, a, b, ra, rb, thin);
      parts.add(part);
      return part;
    }

    /** Adds a limb that turned from rest, where it began at {@code rest}; see {@link Part}. */
    public void turned(int material, double[] a, double[] b, double ra, double rb, double[] rest) {
      double turn = StrictMath.atan2(b[1] - a[1], b[0] - a[0]) + Math.PI / 2;
      limb(material, a, b, ra, rb).turned(rest[0], rest[1], turn);
    }

    /** Adds a ball that has rolled by {@code turn} radians. */
    public void ball(int material, double[] centre, double radius, double turn) {
      limb(material, centre, centre, radius, radius).turned(0, 0, turn);
    }

    /** Puts the finished shape into the world. */
    public Body at(double x, double y, double z, double headingRadians, double scale) {
      return new Body(this, x, y, z, headingRadians, scale);
    }
  }
}
