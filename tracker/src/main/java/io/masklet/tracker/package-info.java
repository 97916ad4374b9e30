/** The front door: a tracker that is given frames and prompts and gives masks back. */
@NullMarked
package io.masklet.tracker;

import org.jspecify.annotations.NullMarked;
