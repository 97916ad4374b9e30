/** The masklet command. */
@NullMarked
package io.masklet.cli;

import org.jspecify.annotations.NullMarked;
