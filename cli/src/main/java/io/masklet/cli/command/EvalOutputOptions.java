package io.masklet.cli.command;

import io.masklet.cli.eval.EvalFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where figures go besides the terminal. */
class EvalOutputOptions extends EvalVerb.FigureOptions {

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "A line a frame and object: sequence, object, frame, J, F.")
  private @Nullable Path csv;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description =
          "J over time, an SVG a sequence, and worst.png: the worst frames, the mask tinted, the"
              + " outline of the truth in white.")
  private @Nullable Path plots;

  /**
   * What was chosen.
   *
   * @param keep folder of the masks, or null
   */
  final EvalFiles toFiles(@Nullable Path keep) {
    return new EvalFiles(json(), csv, plots, keep, force());
  }
}
