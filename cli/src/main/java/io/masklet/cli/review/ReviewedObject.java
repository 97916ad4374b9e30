package io.masklet.cli.review;

import io.masklet.core.review.Sighting;
import java.util.List;

/**
 * One object whose track is reviewed.
 *
 * @param name for people
 * @param rgb its colour as 0xRRGGBB
 * @param sightings ascending by frame; at least one
 */
record ReviewedObject(String name, int rgb, List<Sighting> sightings) {}
