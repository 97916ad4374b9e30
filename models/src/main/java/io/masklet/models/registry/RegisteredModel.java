package io.masklet.models.registry;

/**
 * A model that can be built.
 *
 * @param manifest what it is made of
 * @param weights read only when it is built
 */
public record RegisteredModel(ModelManifest manifest, Weights weights) {}
