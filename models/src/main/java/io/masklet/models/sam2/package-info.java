/** The SAM 2 family of networks, one file per part, named as in the reference. */
@NullMarked
package io.masklet.models.sam2;

import org.jspecify.annotations.NullMarked;
