/** Checkpoint files in, named arrays out. Every byte of a file is taken for hostile. */
@NullMarked
package io.masklet.models.checkpoint;

import org.jspecify.annotations.NullMarked;
