/** What {@code masklet eval} does: run a model on a data set, judge the masks, tell the figures. */
@NullMarked
package io.masklet.cli.eval;

import org.jspecify.annotations.NullMarked;
