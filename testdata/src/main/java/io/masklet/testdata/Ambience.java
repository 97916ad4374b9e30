package io.masklet.testdata;

import java.util.Random;

/** The sound of a meadow: wind that comes and goes, and small birds far away on both sides. */
public final class Ambience {

  /** Samples per second and channel. */
  public static final int SAMPLE_RATE = 48_000;

  private static final int BIRDS_PER_10_S = 9;

  private final Random random;
  private final float[] left;
  private final float[] right;

  private Ambience(double seconds, long seed) {
    random = new Random(seed);
    left = new float[(int) Math.round(seconds * SAMPLE_RATE)];
    right = new float[left.length];
  }

  /**
   * Renders the sound.
   *
   * @return 16-bit samples, left and right in turn
   */
  public static short[] stereo(double seconds, long seed) {
    Ambience ambience = new Ambience(seconds, seed);
    ambience.wind(ambience.left);
    ambience.wind(ambience.right);
    int birds = (int) Math.round(seconds / 10 * BIRDS_PER_10_S);
    for (int i = 0; i < birds; i++) {
      ambience.bird((i + ambience.random.nextDouble() * 0.8) * seconds / birds);
    }
    return ambience.interleaved();
  }

  /** Noise through two low-pass filters whose opening follows a slow gust. */
  private void wind(float[] channel) {
    double low = 0;
    double lower = 0;
    double phase = random.nextDouble() * 6;
    for (int i = 0; i < channel.length; i++) {
      double t = (double) i / SAMPLE_RATE;
      double gust = 0.6 + 0.25 * Math.sin(0.9 * t + phase) + 0.15 * Math.sin(2.3 * t + 2 * phase);
      low += (0.015 + 0.03 * gust) * (random.nextGaussian() - low);
      lower += 0.02 * (low - lower);
      channel[i] += (float) (0.2 * gust * (lower + 0.12 * low));
    }
  }

  /** One call: a few whistled notes, each a short glide with a soft start and end. */
  private void bird(double start) {
    double side = random.nextDouble();
    double pitch = 2600 + 1900 * random.nextDouble();
    double loudness = 0.03 + 0.07 * random.nextDouble();
    int notes = 2 + random.nextInt(4);
    for (int note = 0; note < notes; note++) {
      double length = 0.05 + 0.07 * random.nextDouble();
      double glide = pitch * (random.nextDouble() - 0.4) * 0.35;
      whistle(start, length, pitch, glide, loudness, side);
      start += length + 0.03 + 0.05 * random.nextDouble();
      pitch *= 0.92 + 0.16 * random.nextDouble();
    }
  }

  private void whistle(
      double start, double length, double pitch, double glide, double loudness, double side) {
    int first = (int) (start * SAMPLE_RATE);
    int count = (int) (length * SAMPLE_RATE);
    double phase = 0;
    for (int i = 0; i < count && first + i < left.length; i++) {
      double progress = (double) i / count;
      phase += 2 * Math.PI * (pitch + glide * progress) / SAMPLE_RATE;
      double swell = Math.sin(Math.PI * progress);
      double sample = loudness * swell * swell * (Math.sin(phase) + 0.12 * Math.sin(2 * phase));
      left[first + i] += (float) (sample * (1 - 0.8 * side));
      right[first + i] += (float) (sample * (0.2 + 0.8 * side));
    }
  }

  private short[] interleaved() {
    short[] samples = new short[2 * left.length];
    int fade = SAMPLE_RATE / 4;
    for (int i = 0; i < left.length; i++) {
      // Fade in and out, so that the clip may be played in a loop without a click.
      double gain = Math.min(1, Math.min(i, left.length - 1 - i) / (double) fade);
      samples[2 * i] = pcm(gain * left[i]);
      samples[2 * i + 1] = pcm(gain * right[i]);
    }
    return samples;
  }

  private static short pcm(double value) {
    return (short) Math.round(32767 * Math.max(-1, Math.min(1, value)));
  }
}
