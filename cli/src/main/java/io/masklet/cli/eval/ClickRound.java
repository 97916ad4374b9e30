package io.masklet.cli.eval;

import io.masklet.core.eval.ObjectScore;

/**
 * What an object's masks are like after some corrections.
 *
 * @param promptedFrames frames that got clicks up to now
 * @param seconds of a person's time up to now
 */
record ClickRound(ObjectScore score, int promptedFrames, double seconds) {}
