package io.masklet.models.registry;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * A model that can be built.
 *
 * @param manifest what it is made of
 * @param weights reads or maps the weights file, which is in safetensors format
 */
public record RegisteredModel(ModelManifest manifest, Supplier<ByteBuffer> weights) {}
