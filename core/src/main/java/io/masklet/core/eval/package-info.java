/** How good masks are, measured against truth. */
@NullMarked
package io.masklet.core.eval;

import org.jspecify.annotations.NullMarked;
