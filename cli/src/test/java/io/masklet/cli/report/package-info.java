@NullMarked
package io.masklet.cli.report;

import org.jspecify.annotations.NullMarked;
