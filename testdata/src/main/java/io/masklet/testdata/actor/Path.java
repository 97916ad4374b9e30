package io.masklet.testdata.actor;

/**
 * A way over the ground: a smooth curve through timed places. Before its first place and after its
 * last an actor stands still there.
 */
public final class Path {

  private static final double STEP_S = 0.02;

  private final double[] times;
  private final double[] xs;
  private final double[] zs;
  private final double[] travelled;

  private Path(double[] places) {
    int count = places.length / 3;
    times = new double[count];
    xs = new double[count];
    zs = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = places[3 * i];
      xs[i] = places[3 * i + 1];
      zs[i] = places[3 * i + 2];
    }
    travelled = measure();
  }

  /** A path through places, each given as seconds, x and z in metres. */
  public static Path through(double... secondsXz) {
    if (secondsXz.length < 3 || secondsXz.length % 3 != 0) {
      throw new IllegalArgumentException(
          "path: expected triples of seconds, x, z; got " + secondsXz.length + " numbers");
    }
    return new Path(secondsXz.clone());
  }

  double x(double seconds) {
    return along(xs, seconds);
  }

  double z(double seconds) {
    return along(zs, seconds);
  }

  /** Radians from the world's x towards its z. */
  double heading(double seconds) {
    // A wide look back and ahead, because animals turn gently.
    double dx = x(seconds + 0.3) - x(seconds - 0.3);
    double dz = z(seconds + 0.3) - z(seconds - 0.3);
    return Math.abs(dx) + Math.abs(dz) < 1e-6 ? restingHeading() : StrictMath.atan2(dz, dx);
  }

  /** Metres walked since the first place. */
  double travelled(double seconds) {
    double at = Math.max(0, (seconds - times[0]) / STEP_S);
    int i = Math.min((int) at, travelled.length - 1);
    int next = Math.min(i + 1, travelled.length - 1);
    return travelled[i] + (at - i) * (travelled[next] - travelled[i]) * (next > i ? 1 : 0);
  }

  /** Metres per second. */
  double speed(double seconds) {
    return StrictMath.hypot(
            x(seconds + STEP_S) - x(seconds - STEP_S), z(seconds + STEP_S) - z(seconds - STEP_S))
        / (2 * STEP_S);
  }

  private double restingHeading() {
    int last = xs.length - 1;
    return StrictMath.atan2(zs[last] - zs[0], xs[last] - xs[0]);
  }

  private double[] measure() {
    int steps = 1 + (int) Math.ceil((times[times.length - 1] - times[0]) / STEP_S);
    double[] sum = new double[steps + 1];
    for (int i = 1; i <= steps; i++) {
      double now = times[0] + i * STEP_S;
      sum[i] = sum[i - 1] + StrictMath.hypot(x(now) - x(now - STEP_S), z(now) - z(now - STEP_S));
    }
    return sum;
  }

  /** A cubic between places whose slope at each is that of the line between its neighbours. */
  private double along(double[] values, double seconds) {
    int last = times.length - 1;
    if (seconds <= times[0] || last == 0) {
      return values[0];
    }
    if (seconds >= times[last]) {
      return values[last];
    }
    int i = 0;
    while (times[i + 1] < seconds) {
      i++;
    }
    double span = times[i + 1] - times[i];
    double t = (seconds - times[i]) / span;
    double in = slope(values, i) * span;
    double out = slope(values, i + 1) * span;
    double rise = values[i + 1] - values[i];
    return values[i] + t * (in + t * (3 * rise - 2 * in - out + t * (in + out - 2 * rise)));
  }

  private double slope(double[] values, int i) {
    int before = Math.max(0, i - 1);
    int after = Math.min(values.length - 1, i + 1);
    return (values[after] - values[before]) / (times[after] - times[before]);
  }
}
