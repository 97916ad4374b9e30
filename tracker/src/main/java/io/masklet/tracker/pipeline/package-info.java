/** A whole video: from a source through the tracker to a sink. */
@NullMarked
package io.masklet.tracker.pipeline;

import org.jspecify.annotations.NullMarked;
