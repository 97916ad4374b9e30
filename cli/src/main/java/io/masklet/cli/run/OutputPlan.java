package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to write of a tracked video; null for what nobody asked for.
 *
 * @param overlay video with tinted objects
 * @param frames folder of pictures, the same as the overlay's
 * @param masks folder of palette PNGs
 * @param json video-COCO file
 * @param csv table
 * @param logits folder of soft masks
 * @param force whether outputs that exist may be replaced
 */
public record OutputPlan(
    @Nullable Path overlay,
    @Nullable Path frames,
    @Nullable Path masks,
    @Nullable Path json,
    @Nullable Path csv,
    @Nullable Path logits,
    boolean force) {

  /** {@code cat.mp4} gives {@code cat-masklet.mp4} in the current folder. */
  public static Path overlayNameFor(Path input) {
    return Path.of(stem(input) + "-masklet.mp4");
  }

  /** The name of a file without folder and ending. */
  public static String stem(Path file) {
    Path last = file.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "video" : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** All paths that will be written, in the order they are told about. */
  public List<Path> paths() {
    return Stream.of(overlay, frames, masks, json, csv, logits).filter(Objects::nonNull).toList();
  }

  /**
   * Refuses outputs that would harm what is read, or each other.
   *
   * @param inputs all that is read: the video, the file of prompts, masks
   */
  public void requireApartFrom(List<Path> inputs) throws CommandException {
    OutputChecks.requireApart(paths(), inputs);
  }
}
