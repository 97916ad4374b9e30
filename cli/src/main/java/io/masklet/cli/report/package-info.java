/** What a person gets to read: exit codes, errors, progress. */
@NullMarked
package io.masklet.cli.report;

import org.jspecify.annotations.NullMarked;
