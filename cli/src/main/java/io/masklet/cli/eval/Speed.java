package io.masklet.cli.eval;

/**
 * How fast one sequence went, from the first picture read to the last mask made; judging is not in
 * it.
 *
 * @param objects tracked together
 */
public record Speed(int frames, int objects, double seconds) {

  public double framesPerSecond() {
    return frames / seconds;
  }
}
