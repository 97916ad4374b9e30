/** Output that appears whole or not at all, and the picture format it often has. */
@NullMarked
package io.masklet.core.file;

import org.jspecify.annotations.NullMarked;
