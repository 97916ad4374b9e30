package io.masklet.testdata.render;

/**
 * Finds where rays meet bodies, by sphere tracing: step forward by the distance to the nearest
 * surface until it is nothing.
 *
 * <p>Holds the last hit and scratch space; one tracer per thread. Directions are unit vectors in
 * world space, distances along a ray are metres.
 *
 * @see <a href="https://doi.org/10.1007/s003710050084">Hart, Sphere tracing, 1996</a>
 */
final class Tracer {

  private static final int MAX_STEPS = 56;

  /** Fur makes distances uncertain, so steps are a little shorter than they could be. */
  private static final double CAUTION = 0.85;

  /** How far away, in body space, another limb may be and still take light away. */
  private static final double OPENNESS_M = 0.15;

  /** Light from farther than this is not blocked by anything on a stage. */
  private static final double SHADOW_M = 12;

  private final Body[] bodies;
  private final Coat[] coats;
  private final Skin skin;

  // The last hit: which body, how far, and in body space where and on which part.
  int body = -1;
  double distance;
  double hitX;
  double hitY;
  double hitZ;
  Part part;

  // The ray in the space of the body at hand, per metre of world.
  private double originX;
  private double originY;
  private double originZ;
  private double stepX;
  private double stepY;
  private double stepZ;
  private double enter;
  private double leave;

  Tracer(Body[] bodies, Coat[] coats, Noise noise) {
    this.bodies = bodies;
    this.coats = coats;
    skin = new Skin(noise);
    part = skin.closest();
  }

  /** Finds the nearest body along a ray before {@code limit}; the answer is in the fields. */
  boolean trace(double ox, double oy, double oz, double[] direction, double limit) {
    body = -1;
    distance = limit;
    for (int i = 0; i < bodies.length; i++) {
      if (approach(bodies[i], ox, oy, oz, direction) && march(i, distance)) {
        body = i;
      }
    }
    return body >= 0;
  }

  /** Whether anything stands in the way of light. Forgets the last hit. */
  boolean blocked(double ox, double oy, double oz, double[] direction) {
    for (int i = 0; i < bodies.length; i++) {
      if (approach(bodies[i], ox, oy, oz, direction) && march(i, SHADOW_M)) {
        return true;
      }
    }
    return false;
  }

  /** Moves the ray into body space; false if it passes the body at a distance. */
  private boolean approach(Body target, double ox, double oy, double oz, double[] d) {
    double cx = target.centreX - ox;
    double cy = target.centreY - oy;
    double cz = target.centreZ - oz;
    double along = cx * d[0] + cy * d[1] + cz * d[2];
    double away2 = cx * cx + cy * cy + cz * cz - along * along;
    if (away2 > target.radius * target.radius || along < -target.radius) {
      return false;
    }
    originX = target.bodyX(ox, oz);
    originY = target.bodyY(oy);
    originZ = target.bodyZ(ox, oz);
    stepX = (target.cosHeading * d[0] + target.sinHeading * d[2]) / target.scale;
    stepY = d[1] / target.scale;
    stepZ = (target.cosHeading * d[2] - target.sinHeading * d[0]) / target.scale;
    return collectAlongRay(target);
  }

  /** Keeps the parts whose bounding ball the ray meets, and where it enters and leaves them. */
  private boolean collectAlongRay(Body target) {
    skin.clear(target.blend);
    enter = Double.MAX_VALUE;
    leave = 0;
    for (Part candidate : target.parts) {
      double cx = candidate.middleX - originX;
      double cy = candidate.middleY - originY;
      double cz = candidate.middleZ - originZ;
      double along = (cx * stepX + cy * stepY + cz * stepZ) * target.scale;
      double reach = candidate.reach + target.margin;
      double half2 = reach * reach - (cx * cx + cy * cy + cz * cz - along * along);
      if (half2 > 0 && along > -reach) {
        double half = Math.sqrt(half2);
        enter = Math.min(enter, (along - half) * target.scale);
        leave = Math.max(leave, (along + half) * target.scale);
        skin.add(candidate);
      }
    }
    enter = Math.max(0, enter);
    return !skin.isEmpty();
  }

  private boolean march(int index, double limit) {
    double scale = bodies[index].scale;
    Coat coat = coats[index];
    double end = Math.min(limit, leave);
    double t = enter;
    for (int step = 0; step < MAX_STEPS && t < end; step++) {
      double x = originX + t * stepX;
      double y = originY + t * stepY;
      double z = originZ + t * stepZ;
      double gap = skin.distance(coat, x, y, z);
      if (gap < 0.0008 * (1 + t)) {
        hitX = x;
        hitY = y;
        hitZ = z;
        part = skin.closest();
        distance = t;
        return true;
      }
      t += CAUTION * gap * scale;
    }
    return false;
  }

  /** The surface's direction at the last hit, in world space, written to {@code normal}. */
  void normal(double[] normal) {
    Body target = bodies[body];
    Coat coat = coats[body];
    collectAroundHit(target, OPENNESS_M + coat.furLength(part.material));
    double nx = 0;
    double ny = 0;
    double nz = 0;
    for (int corner = 0; corner < 4; corner++) {
      // The corners of a tetrahedron: four looks instead of six.
      double ex = (corner & 1) == 0 ? 1 : -1;
      double ey = (corner & 2) == 0 ? 1 : -1;
      double ez = ex * ey;
      double gap = skin.relief(part, coat, hitX + 0.004 * ex, hitY + 0.004 * ey, hitZ + 0.004 * ez);
      nx += ex * gap;
      ny += ey * gap;
      nz += ez * gap;
    }
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12;
    normal[0] = (target.cosHeading * nx - target.sinHeading * nz) / length;
    normal[1] = ny / length;
    normal[2] = (target.sinHeading * nx + target.cosHeading * nz) / length;
  }

  private void collectAroundHit(Body target, double reach) {
    skin.clear(target.blend);
    for (Part candidate : target.parts) {
      if (candidate.distance(hitX, hitY, hitZ) < reach) {
        skin.add(candidate);
      }
    }
  }

  /**
   * How open the sky is above the last hit: 1 free, towards 0 in folds and between legs. To be
   * asked right after {@link #normal}, whose neighbourhood it shares.
   */
  double openness(double[] normal) {
    Body target = bodies[body];
    double nx = target.cosHeading * normal[0] + target.sinHeading * normal[2];
    double nz = target.cosHeading * normal[2] - target.sinHeading * normal[0];
    double open = 1;
    for (double reach = 0.05; reach < OPENNESS_M; reach *= 2.4) {
      double gap = skin.bare(hitX + reach * nx, hitY + reach * normal[1], hitZ + reach * nz);
      open -= 0.45 * Math.max(0, reach - gap) / reach;
    }
    return Math.max(0.15, open);
  }
}
