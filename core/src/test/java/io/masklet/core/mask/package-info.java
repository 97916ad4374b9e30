@NullMarked
package io.masklet.core.mask;

import org.jspecify.annotations.NullMarked;
