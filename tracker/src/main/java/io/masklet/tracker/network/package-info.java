/**
 * The port to the network: four calls and what they carry; and the small readout of features that
 * is learned for one object.
 */
@NullMarked
package io.masklet.tracker.network;

import org.jspecify.annotations.NullMarked;
