/**
 * How good masks are, measured against truth: J and F of DAVIS, the rules of several benchmarks,
 * intervals, and what a person's corrections cost. Pure functions of masks; no files, no video.
 */
@NullMarked
package io.masklet.core.eval;

import org.jspecify.annotations.NullMarked;
