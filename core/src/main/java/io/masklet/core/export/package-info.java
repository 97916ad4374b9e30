/** Masklets as files: pictures, tables and JSON that other programs read. */
@NullMarked
package io.masklet.core.export;

import org.jspecify.annotations.NullMarked;
