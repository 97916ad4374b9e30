/** What a person asked for, from the command line or a JSON file, as a plan for the tracker. */
@NullMarked
package io.masklet.cli.prompt;

import org.jspecify.annotations.NullMarked;
