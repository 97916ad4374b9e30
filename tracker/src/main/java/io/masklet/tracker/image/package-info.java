/** From frame to network input, and from logits to masks at video size. */
@NullMarked
package io.masklet.tracker.image;

import org.jspecify.annotations.NullMarked;
