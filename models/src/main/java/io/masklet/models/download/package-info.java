/** Fetching large files over a network that may fail at any byte. */
@NullMarked
package io.masklet.models.download;

import org.jspecify.annotations.NullMarked;
