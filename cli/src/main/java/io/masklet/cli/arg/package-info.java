/** Words of the command line as values: moments, clicks, boxes, masks. */
@NullMarked
package io.masklet.cli.arg;

import org.jspecify.annotations.NullMarked;
