@NullMarked
package io.masklet.cli.command;

import org.jspecify.annotations.NullMarked;
