/** From a checkpoint to graphs that lie ready on disk. */
@NullMarked
package io.masklet.models.build;

import org.jspecify.annotations.NullMarked;
