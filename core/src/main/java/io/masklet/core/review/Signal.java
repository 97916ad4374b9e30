package io.masklet.core.review;

import io.masklet.core.mask.Calibration;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * What can speak against a mask. Each signal has a figure that people read, and an input of the
 * model made of it: bounded, 0 where nothing is wrong, larger where more is.
 */
public enum Signal {
  /** The object score, a logit, of a mask; of an object that is not found, minus that. */
  OBJECT_SCORE(
      "score, smoothed",
      score -> (Most.SCORE - bounded(score, -Most.SCORE, Most.SCORE)) / (2 * Most.SCORE),
      number("the network is less sure of the object (score %.1f)")),

  /** The IoU that the network expects of its mask. */
  EXPECTED_IOU(
      "expected IoU",
      iou -> (1 - Calibration.logit(iou) / Calibration.MOST_LOGIT) / 2,
      number("the network doubts its mask (expected IoU %.2f)")),

  /** Share of the mask that survives another threshold, 0 to 1. */
  STABILITY(
      "stability", Signal::lack, percent("the outline is vague (%.0f %% of the mask is sure)")),

  /** Mean IoU of the three hypotheses, 0 to 1. */
  AGREEMENT("agreement", Signal::lack, number("the three hypotheses differ (agreement %.2f)")),

  /** Share of the box around the mask that it fills. */
  COMPACTNESS(
      "compactness", Signal::lack, percent("the mask is scattered (fills %.0f %% of its box)")),

  /**
   * Area over that in the nearest prompted frame; 1 if it was never prompted. Only shrinking
   * counts: masks lose parts of their object far more often than they gain others.
   */
  SHRINKING(
      "shrinking",
      ratio -> bounded(-Math.log(ratio), 0, Most.JUMP),
      percent("it has shrunk to %.0f %% of the size it was shown with")),

  /** Area over the recent median; 1 if the object is new. */
  AREA_JUMP(
      "area jump",
      ratio -> Math.min(Math.abs(Math.log(ratio)), Most.JUMP),
      ratio ->
          ratio > 1
              ? text("it grew to %.1f times its recent size", ratio)
              : text("it shrank to %.0f %% of its recent size", 100 * ratio)),

  /** Motion a frame against the recent median, in object sizes; 0 if the object is new. */
  MOTION_JUMP(
      "motion jump",
      sizes -> Math.min(sizes, Most.JUMP),
      percent("it jumped by %.0f %% of its size")),

  /**
   * Of an object that is not found: its last area over the median before. What leaves the picture
   * or goes behind something dwindles; what is lost is gone at once. 0 if it is found.
   */
  VANISHED(
      "vanished", ratio -> bounded(ratio, 0, 1), percent("it was lost at %.0f %% of its size")),

  /** Frames to the nearest prompt of the object. */
  PROMPT_DISTANCE(
      "prompt distance",
      frames -> Math.log1p(Math.min(frames, Most.DISTANCE)) / Math.log1p(Most.DISTANCE),
      number("%.0f frames from the nearest prompt"));

  /** What is beyond these says nothing more. */
  private static final class Most {
    static final double SCORE = 8;
    static final double JUMP = 2;

    /** Frames: as long as the clips that the model was fitted on. */
    static final double DISTANCE = 60;
  }

  private final String title;
  private final DoubleUnaryOperator input;
  private final DoubleFunction<String> words;

  Signal(String title, DoubleUnaryOperator input, DoubleFunction<String> words) {
    this.title = title;
    this.input = input;
    this.words = words;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** What the model sees of a figure; 0 or more, NaN of NaN. */
  double input(double figure) {
    return input.applyAsDouble(figure);
  }

  /** The figure as a reason to look. */
  public String words(double figure) {
    return words.apply(figure);
  }

  /** The name in files: {@code area_jump}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double lack(double share) {
    return 1 - bounded(share, 0, 1);
  }

  private static double bounded(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  private static DoubleFunction<String> number(String format) {
    return figure -> text(format, figure);
  }

  private static DoubleFunction<String> percent(String format) {
    return figure -> text(format, 100 * figure);
  }

  private static String text(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
