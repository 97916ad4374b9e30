/** The network on ONNX Runtime; the only package that imports it. */
@NullMarked
package io.masklet.tracker.network.ort;

import org.jspecify.annotations.NullMarked;
