/**
 * Test material that is made, not filmed: scenes with exact truth, seeded random data, text goldens
 * and the demo clip. Knows no other module, so that every module may use it.
 */
@NullMarked
package io.masklet.testdata;

import org.jspecify.annotations.NullMarked;
