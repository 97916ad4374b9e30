/**
 * A small ray tracer for outdoor scenes: bodies of blended round cones on a meadow, seen through a
 * camera with a shutter, a lens and a sensor.
 *
 * <p><b>World.</b> Metres; x to the right, y up, z away from the first camera; the ground is y = 0.
 * Light is linear RGB until {@link io.masklet.testdata.render.Film} turns it into bytes.
 *
 * <p>Everything is a pure function of the scene, its seed and the time, so a frame can be rendered
 * alone, in any order, and come out the same. What decides shapes uses {@link StrictMath}, so that
 * truth is the same on every machine; light uses {@link Math}, which may differ in its last bit.
 */
@NullMarked
package io.masklet.testdata.render;

import org.jspecify.annotations.NullMarked;
