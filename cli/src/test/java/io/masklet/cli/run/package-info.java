@NullMarked
package io.masklet.cli.run;

import org.jspecify.annotations.NullMarked;
