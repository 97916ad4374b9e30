@NullMarked
package io.masklet.core.file;

import org.jspecify.annotations.NullMarked;
