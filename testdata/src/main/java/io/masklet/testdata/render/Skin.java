package io.masklet.testdata.render;

/**
 * The surface of one body near a ray: the parts that matter there, melted together, with hair on
 * top. Scratch space of a {@link Tracer}; coordinates are those of the body.
 */
final class Skin {

  private static final int MAX_PARTS = 64;

  /** Hair catches less light than a solid bump of its size would. */
  private static final double RELIEF = 0.5;

  private final Noise noise;
  private final Part[] near = new Part[MAX_PARTS];
  private int count;
  private double blend;

  /** The part nearest to the point last asked about. */
  private Part closest = new Part(0, new double[3], new double[3], 1, 1, 1);

  Skin(Noise noise) {
    this.noise = noise;
  }

  /** Starts anew, with the fillets of a body and none of its parts. */
  void clear(double blend) {
    this.blend = blend;
    count = 0;
  }

  void add(Part part) {
    near[count++] = part;
  }

  boolean isEmpty() {
    return count == 0;
  }

  Part closest() {
    return closest;
  }

  /** Distance to the bare skin or, close to it, to the tips of the hair. */
  double distance(Coat coat, double x, double y, double z) {
    double bare = bare(x, y, z);
    double fur = coat.furLength(closest.material);
    return bare > 1.5 * fur ? bare - fur : bare - hair(closest, coat, fur, x, y, z);
  }

  /** Distance to the skin without hair. */
  double bare(double x, double y, double z) {
    double gap = Double.MAX_VALUE;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      double own = near[i].distance(x, y, z);
      if (own < least) {
        least = own;
        closest = near[i];
      }
      gap = Body.melt(gap, own, blend);
    }
    return gap;
  }

  /** Distance for the sake of light: hair counts less than it does for shape. */
  double relief(Part on, Coat coat, double x, double y, double z) {
    double fur = coat.furLength(on.material);
    return bare(x, y, z) - RELIEF * hair(on, coat, fur, x, y, z);
  }

  private double hair(Part on, Coat coat, double length, double x, double y, double z) {
    if (length == 0) {
      return 0;
    }
    double density = coat.furDensity();
    // Hair lies along the body, so it is longer than wide.
    double u = on.restX(x, y) * density / coat.furFlow();
    double v = on.restY(x, y) * density;
    return length * (0.5 + 0.6 * noise.at(u, v, z * density));
  }
}
