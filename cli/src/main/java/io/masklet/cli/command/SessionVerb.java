package io.masklet.cli.command;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A verb about a session that exists. */
abstract class SessionVerb extends Verb {

  @Parameters(
      index = "0",
      paramLabel = "PROJECT",
      description = "The session's file, such as cat.masklet.")
  private @Nullable Path project;

  final Path project() {
    return Objects.requireNonNull(project, "required by picocli");
  }
}
