/**
 * Videos and pictures as files: the only place that knows FFmpeg. Timestamps, rotation, pixel
 * aspect, odd sizes, bit depth and colour are settled here, once.
 */
@NullMarked
package io.masklet.core.video;

import org.jspecify.annotations.NullMarked;
