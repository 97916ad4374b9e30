/** Folders of masks as the benchmarks keep them: DAVIS 2016 and 2017, YouTube-VOS, SA-V. */
@NullMarked
package io.masklet.core.dataset;

import org.jspecify.annotations.NullMarked;
