/** One file per verb, and the groups of options they share. */
@NullMarked
package io.masklet.cli.command;

import org.jspecify.annotations.NullMarked;
