package io.masklet.core.review;

import io.masklet.core.mask.Calibration;
import java.util.Locale;

/**
 * What can speak against a mask. Each signal has a figure that people read, and an input of the
 * model made of it: bounded, 0 where nothing is wrong, larger where more is.
 */
public enum Signal {
  /** The object score, a logit, of a mask; of an object that is not found, minus that. */
  OBJECT_SCORE("score, smoothed") {
    @Override
    double input(double score) {
      return (MAX_SCORE - clamp(score, -MAX_SCORE, MAX_SCORE)) / (2 * MAX_SCORE);
    }

    @Override
    public String words(double score) {
      return text("the network is less sure of the object (score %.1f)", score);
    }
  },
  /** The IoU that the network expects of its mask. */
  EXPECTED_IOU("expected IoU") {
    @Override
    double input(double iou) {
      return (1 - Calibration.logit(iou) / Calibration.MOST_LOGIT) / 2;
    }

    @Override
    public String words(double iou) {
      return text("the network doubts its mask (expected IoU %.2f)", iou);
    }
  },
  /** Share of the mask that survives another threshold, 0 to 1. */
  STABILITY("stability") {
    @Override
    double input(double stability) {
      return 1 - clamp(stability, 0, 1);
    }

    @Override
    public String words(double stability) {
      return text("the outline is vague (%.0f %% of the mask is sure)", 100 * stability);
    }
  },
  /** Mean IoU of the three hypotheses, 0 to 1. */
  AGREEMENT("agreement") {
    @Override
    double input(double agreement) {
      return 1 - clamp(agreement, 0, 1);
    }

    @Override
    public String words(double agreement) {
      return text("the three hypotheses differ (agreement %.2f)", agreement);
    }
  },
  /** Share of the box around the mask that it fills. */
  COMPACTNESS("compactness") {
    @Override
    double input(double compactness) {
      return 1 - clamp(compactness, 0, 1);
    }

    @Override
    public String words(double compactness) {
      return text("the mask is scattered (fills %.0f %% of its box)", 100 * compactness);
    }
  },
  /**
   * Area over that in the nearest prompted frame; 1 if it was never prompted. Only shrinking
   * counts: masks lose parts of their object far more often than they gain others.
   */
  SHRINKING("shrinking") {
    @Override
    double input(double ratio) {
      return clamp(-Math.log(ratio), 0, MAX_JUMP);
    }

    @Override
    public String words(double ratio) {
      return text("it has shrunk to %.0f %% of the size it was shown with", 100 * ratio);
    }
  },
  /** Area over the recent median; 1 if the object is new. */
  AREA_JUMP("area jump") {
    @Override
    double input(double ratio) {
      return Math.min(Math.abs(Math.log(ratio)), MAX_JUMP);
    }

    @Override
    public String words(double ratio) {
      return ratio > 1
          ? text("it grew to %.1f times its recent size", ratio)
          : text("it shrank to %.0f %% of its recent size", 100 * ratio);
    }
  },
  /** Motion a frame against the recent median, in object sizes; 0 if the object is new. */
  MOTION_JUMP("motion jump") {
    @Override
    double input(double sizes) {
      return Math.min(sizes, MAX_JUMP);
    }

    @Override
    public String words(double sizes) {
      return text("it jumped by %.0f %% of its size", 100 * sizes);
    }
  },
  /**
   * Of an object that is not found: its last area over the median before. What leaves the picture
   * or goes behind something dwindles; what is lost is gone at once. 0 if it is found.
   */
  VANISHED("vanished") {
    @Override
    double input(double ratio) {
      return clamp(ratio, 0, 1);
    }

    @Override
    public String words(double ratio) {
      return text("it was lost at %.0f %% of its size", 100 * ratio);
    }
  },
  /** Frames to the nearest prompt of the object. */
  PROMPT_DISTANCE("prompt distance") {
    @Override
    double input(double frames) {
      return Math.log1p(Math.min(frames, MAX_DISTANCE)) / Math.log1p(MAX_DISTANCE);
    }

    @Override
    public String words(double frames) {
      return text("%.0f frames from the nearest prompt", frames);
    }
  };

  private static final double MAX_SCORE = 8;
  private static final double MAX_JUMP = 2;

  /** Beyond the clips that the model was fitted on, distance says nothing more. */
  private static final double MAX_DISTANCE = 60;

  private final String title;

  Signal(String title) {
    this.title = title;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** What the model sees of a figure; 0 or more, NaN of NaN. */
  abstract double input(double figure);

  /** The figure as a reason to look. */
  public abstract String words(double figure);

  /** The name in files: {@code area_jump}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  private static String text(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
