/** JSON as headers, manifests and projects have it: read strictly, written for people. */
@NullMarked
package io.masklet.models.json;

import org.jspecify.annotations.NullMarked;
