/** Which frames of a track a person should look at, and why; values only, no files. */
@NullMarked
package io.masklet.core.review;

import org.jspecify.annotations.NullMarked;
