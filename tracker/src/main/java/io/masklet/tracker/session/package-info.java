/** A project: one video, everything a person did to its objects, and the masks that came of it. */
@NullMarked
package io.masklet.tracker.session;

import org.jspecify.annotations.NullMarked;
