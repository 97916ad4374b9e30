@NullMarked
package io.masklet.core.tensor;

import org.jspecify.annotations.NullMarked;
