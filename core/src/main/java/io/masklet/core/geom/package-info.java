/** Positions and sizes; the one way from video space to model space. */
@NullMarked
package io.masklet.core.geom;

import org.jspecify.annotations.NullMarked;
