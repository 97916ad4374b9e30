/** Masks whose edges follow those of the picture. */
@NullMarked
package io.masklet.core.edge;

import org.jspecify.annotations.NullMarked;
