/** Which frames are remembered and which of them attention sees; no tensor maths. */
@NullMarked
package io.masklet.tracker.memory;

import org.jspecify.annotations.NullMarked;
