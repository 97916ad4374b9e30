/** Frames and the contracts of where they come from and go. */
@NullMarked
package io.masklet.core.frame;

import org.jspecify.annotations.NullMarked;
