/**
 * A graph that cannot be built wrong: every node is checked for arity, attributes and shapes before
 * it is added.
 */
@NullMarked
package io.masklet.models.graph;

import org.jspecify.annotations.NullMarked;
