@NullMarked
package io.masklet.core.export;

import org.jspecify.annotations.NullMarked;
