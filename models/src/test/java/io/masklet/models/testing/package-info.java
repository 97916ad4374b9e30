/** What several tests of this module share. */
@NullMarked
package io.masklet.models.testing;

import org.jspecify.annotations.NullMarked;
