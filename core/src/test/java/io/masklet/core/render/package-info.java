@NullMarked
package io.masklet.core.render;

import org.jspecify.annotations.NullMarked;
