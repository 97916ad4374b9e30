package io.masklet.tracker.session;

/**
 * The model a session is tracked with; another one would give other masks.
 *
 * @param name in the registry
 * @param sidePx side of the network's input
 * @param weightsSha256 of what its graphs are made of, lower-case hex
 */
public record SessionModel(String name, int sidePx, String weightsSha256) {}
