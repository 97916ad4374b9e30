/** Masks as values: bitmaps, logits, run lengths. No files, no models. */
@NullMarked
package io.masklet.core.mask;

import org.jspecify.annotations.NullMarked;
