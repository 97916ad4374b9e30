/** What {@code masklet review} does: read a track, rank its places, tell which to look at. */
@NullMarked
package io.masklet.cli.review;

import org.jspecify.annotations.NullMarked;
