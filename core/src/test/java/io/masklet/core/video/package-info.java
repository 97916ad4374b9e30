@NullMarked
package io.masklet.core.video;

import org.jspecify.annotations.NullMarked;
