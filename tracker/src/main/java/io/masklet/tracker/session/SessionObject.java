package io.masklet.tracker.session;

import io.masklet.tracker.object.ObjectId;

/**
 * An object of a session, as people see it.
 *
 * @param id given once, never changed
 * @param name what to call it; not empty
 * @param rgb colour as 0xRRGGBB
 */
public record SessionObject(ObjectId id, String name, int rgb) {}
