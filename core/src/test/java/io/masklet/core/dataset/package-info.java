@NullMarked
package io.masklet.core.dataset;

import org.jspecify.annotations.NullMarked;
