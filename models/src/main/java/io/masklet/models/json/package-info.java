/** A small strict JSON reader: the headers and manifests of models need no library. */
@NullMarked
package io.masklet.models.json;

import org.jspecify.annotations.NullMarked;
