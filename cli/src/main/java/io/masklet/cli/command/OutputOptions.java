package io.masklet.cli.command;

import io.masklet.cli.run.OutputPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what to write of a tracked video. */
final class OutputOptions {

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.mp4",
      description = "The video with every object tinted, outlined and named; sound is kept.")
  private @Nullable Path out;

  @Option(
      names = "--frames",
      paramLabel = "DIR",
      description = "The same pictures as a PNG a frame.")
  private @Nullable Path frames;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description = "A PNG a frame with the object's number in each pixel and DAVIS colours.")
  private @Nullable Path masks;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "All masks as video-COCO JSON with compressed RLE.")
  private @Nullable Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "A line a frame and object: time, area, box, centre, scores.")
  private @Nullable Path csv;

  @Option(
      names = "--logits",
      paramLabel = "DIR",
      description = "Soft masks: a NumPy file a frame and object, before the threshold.")
  private @Nullable Path logits;

  @Option(
      names = {"-f", "--force"},
      description = "Replace outputs that exist.")
  private boolean force;

  /**
   * What was chosen; the overlay under {@code defaultOut} if nothing was.
   *
   * @param verb for the complaint about an ending that promises another format
   */
  OutputPlan toPlan(Path defaultOut, Verb verb) {
    verb.requireEnding("--out", out, ".mp4");
    OutputPlan asked = new OutputPlan(out, frames, masks, json, csv, logits, force);
    return asked.paths().isEmpty()
        ? new OutputPlan(defaultOut, null, null, null, null, null, force)
        : asked;
  }
}
