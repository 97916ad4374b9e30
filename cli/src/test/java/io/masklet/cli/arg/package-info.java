@NullMarked
package io.masklet.cli.arg;

import org.jspecify.annotations.NullMarked;
