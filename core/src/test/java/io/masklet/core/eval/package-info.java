@NullMarked
package io.masklet.core.eval;

import org.jspecify.annotations.NullMarked;
