/** Programs of one screen each; look here first. */
@NullMarked
package io.masklet.examples;

import org.jspecify.annotations.NullMarked;
