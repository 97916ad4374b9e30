package io.masklet.tracker.pipeline;

import io.masklet.core.prompt.Prompt;

/**
 * A prompt and the frame it is for.
 *
 * @param when which frame
 * @param prompt what the person gave
 */
public record TimedPrompt(When when, Prompt prompt) {}
