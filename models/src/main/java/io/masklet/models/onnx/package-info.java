/** The bytes of an ONNX file and its weights; knows nothing of shapes or meaning. */
@NullMarked
package io.masklet.models.onnx;

import org.jspecify.annotations.NullMarked;
