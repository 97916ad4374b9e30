/** What no module can prove alone: the command from end to end, and the shape of the house. */
@NullMarked
package io.masklet.checks;

import org.jspecify.annotations.NullMarked;
