/** What lives in the scenes: animals that walk, a ball that rolls, things that stand in the way. */
@NullMarked
package io.masklet.testdata.actor;

import org.jspecify.annotations.NullMarked;
