/** The port to the network: four calls and what they carry. */
@NullMarked
package io.masklet.tracker.network;

import org.jspecify.annotations.NullMarked;
