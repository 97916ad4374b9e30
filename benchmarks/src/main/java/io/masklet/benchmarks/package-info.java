/** Measurements: JMH classes, one a question, and scores on folders with truth. */
@NullMarked
package io.masklet.benchmarks;

import org.jspecify.annotations.NullMarked;
