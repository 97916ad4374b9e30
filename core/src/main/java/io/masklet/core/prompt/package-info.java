/** What a person gives to say which object is meant. */
@NullMarked
package io.masklet.core.prompt;

import org.jspecify.annotations.NullMarked;
