package io.masklet.core.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The signals' figures for one object, frame by frame in order of time. What jumps is compared with
 * the median of the last {@value #RECENT} frames in which the object was found; a prompt begins a
 * new past, since what came before is what the person put right.
 */
final class Figures {

  private static final int RECENT = 7;

  private final NavigableMap<Long, Sighting> prompts = new TreeMap<>();
  private final Deque<Double> areasPx = new ArrayDeque<>();
  private final Deque<Double> motionsPx = new ArrayDeque<>();
  private @Nullable Sighting last;

  private Figures() {}

  /**
   * The figures of every sighting, as people read them; NaN for what is not known.
   *
   * @param sightings of one object, ascending by frame
   */
  static List<Map<Signal, Double>> of(List<Sighting> sightings) {
    Figures reader = new Figures();
    sightings.stream().filter(Sighting::prompted).forEach(s -> reader.prompts.put(s.frame(), s));
    List<Map<Signal, Double>> figures = new ArrayList<>();
    for (Sighting sighting : sightings) {
      figures.add(reader.next(sighting));
    }
    return figures;
  }

  private Map<Signal, Double> next(Sighting now) {
    if (now.prompted()) {
      areasPx.clear();
      motionsPx.clear();
      last = null;
    }
    Map<Signal, Double> figures = now.present() ? found(now) : notFound(now);
    figures.put(Signal.PROMPT_DISTANCE, promptDistance(now.frame()));
    return figures;
  }

  private Map<Signal, Double> found(Sighting now) {
    double motionPx =
        last == null ? Double.NaN : now.distancePx(last) / (now.frame() - last.frame());
    Map<Signal, Double> figures = new EnumMap<>(Signal.class);
    figures.put(Signal.OBJECT_SCORE, now.objectScore());
    figures.put(Signal.EXPECTED_IOU, now.expectedIou());
    figures.put(Signal.STABILITY, now.stability());
    figures.put(Signal.AGREEMENT, now.agreement());
    figures.put(Signal.COMPACTNESS, now.shape().areaPx() / now.shape().boxAreaPx());
    figures.put(Signal.SHRINKING, sizeSincePrompt(now));
    figures.put(Signal.AREA_JUMP, areasPx.isEmpty() ? 1 : now.shape().areaPx() / median(areasPx));
    figures.put(Signal.MOTION_JUMP, motionJump(motionPx));
    figures.put(Signal.VANISHED, 0.);
    push(areasPx, now.shape().areaPx());
    if (!Double.isNaN(motionPx)) {
      push(motionsPx, motionPx);
    }
    last = now;
    return figures;
  }

  /** The mask that is hidden says nothing: all that can be wrong is that the object is here. */
  private Map<Signal, Double> notFound(Sighting now) {
    Map<Signal, Double> figures = new EnumMap<>(Signal.class);
    figures.put(Signal.OBJECT_SCORE, -now.objectScore());
    for (Signal signal :
        List.of(
            Signal.EXPECTED_IOU,
            Signal.STABILITY,
            Signal.AGREEMENT,
            Signal.COMPACTNESS,
            Signal.SHRINKING,
            Signal.AREA_JUMP)) {
      figures.put(signal, 1.);
    }
    figures.put(Signal.MOTION_JUMP, 0.);
    figures.put(Signal.VANISHED, last == null ? 0 : last.shape().areaPx() / median(areasPx));
    return figures;
  }

  private static void push(Deque<Double> recent, double value) {
    recent.addLast(value);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
  }

  private double sizeSincePrompt(Sighting now) {
    Sighting prompt = nearestPrompt(now.frame());
    return prompt == null || !prompt.present()
        ? 1
        : (double) now.shape().areaPx() / prompt.shape().areaPx();
  }

  private @Nullable Sighting nearestPrompt(long frame) {
    Map.Entry<Long, Sighting> before = prompts.floorEntry(frame);
    Map.Entry<Long, Sighting> after = prompts.ceilingEntry(frame);
    if (before == null || after == null) {
      return before != null ? before.getValue() : after != null ? after.getValue() : null;
    }
    return frame - before.getKey() <= after.getKey() - frame ? before.getValue() : after.getValue();
  }

  /** NaN for an object without prompts, as in part of a track. */
  private double promptDistance(long frame) {
    Sighting prompt = nearestPrompt(frame);
    return prompt == null ? Double.NaN : Math.abs(frame - prompt.frame());
  }

  /**
   * @param motionPx pixels a frame since the object was last found; NaN if that is not known
   */
  private double motionJump(double motionPx) {
    if (Double.isNaN(motionPx)) {
      return 0;
    }
    double usual = motionsPx.isEmpty() ? 0 : median(motionsPx);
    return Math.abs(motionPx - usual) / Math.sqrt(median(areasPx));
  }

  /** The middle value; of an even number, the upper of the two. */
  private static double median(Deque<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
