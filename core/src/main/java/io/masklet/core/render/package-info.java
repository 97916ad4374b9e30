/** Masks drawn over frames, for people to look at. */
@NullMarked
package io.masklet.core.render;

import org.jspecify.annotations.NullMarked;
