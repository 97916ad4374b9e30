/** Resizing of pictures and planes as the networks expect it; the public door of the kernels. */
@NullMarked
package io.masklet.core.tensor;

import org.jspecify.annotations.NullMarked;
