/** Internal: plain loops that trust their caller. Call them through {@code core.tensor} only. */
@NullMarked
package io.masklet.core.tensor.kernel;

import org.jspecify.annotations.NullMarked;
