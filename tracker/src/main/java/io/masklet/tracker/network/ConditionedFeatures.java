package io.masklet.tracker.network;

import java.nio.FloatBuffer;

/**
 * Image embeddings after memory attention, one an object.
 *
 * @param batch number of objects B
 * @param values direct buffer {@code [B, d, g, g]}; valid until the next call of the network that
 *     made it
 */
public record ConditionedFeatures(int batch, FloatBuffer values) {}
