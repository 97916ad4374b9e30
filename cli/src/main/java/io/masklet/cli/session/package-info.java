/** What the verbs of {@code masklet session} do. */
@NullMarked
package io.masklet.cli.session;

import org.jspecify.annotations.NullMarked;
