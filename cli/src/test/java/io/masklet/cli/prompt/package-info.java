@NullMarked
package io.masklet.cli.prompt;

import org.jspecify.annotations.NullMarked;
