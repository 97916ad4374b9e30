/** What models exist, where they lie and what they are made of. */
@NullMarked
package io.masklet.models.registry;

import org.jspecify.annotations.NullMarked;
