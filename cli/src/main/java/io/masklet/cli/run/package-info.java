/** The wiring: video, model, tracker and outputs put together for one run. */
@NullMarked
package io.masklet.cli.run;

import org.jspecify.annotations.NullMarked;
