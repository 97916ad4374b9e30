package io.masklet.cli.command;

import io.masklet.core.dataset.DavisDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that tracks a data set in DAVIS's layout and judges what comes of it. */
abstract class EvalVerb extends Verb {

  @Parameters(paramLabel = "ROOT", description = "Folder with JPEGImages and Annotations.")
  private @Nullable Path root;

  /** Which of its videos. */
  static class SequenceOptions {
    @Option(
        names = "--sequences",
        paramLabel = "NAME",
        split = ",",
        order = LAST,
        description = "Only these. Default: all that have truth.")
    private List<String> sequences = List.of();

    final boolean areNamed() {
      return !sequences.isEmpty();
    }

    final List<String> of(DavisDataset data) throws IOException {
      return areNamed() ? sequences : data.sequences();
    }
  }

  /** Among its group; what a verb has of its own comes first. */
  private static final int LAST = 1;

  /** Where figures go besides the terminal. */
  static class FigureOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "Every figure, as data.")
    private @Nullable Path json;

    @Option(
        names = {"-f", "--force"},
        order = LAST,
        description = "Replace outputs that exist.")
    private boolean force;

    final @Nullable Path json() {
      return json;
    }

    final boolean force() {
      return force;
    }
  }

  final DavisDataset data() throws IOException {
    return DavisDataset.open(Objects.requireNonNull(root, "required by picocli"));
  }
}
