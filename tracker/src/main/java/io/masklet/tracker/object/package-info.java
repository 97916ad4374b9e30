/** One object: its state, and how one mask is chosen from four. */
@NullMarked
package io.masklet.tracker.object;

import org.jspecify.annotations.NullMarked;
