package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to write of a tracked video; null for what nobody asked for.
 *
 * @param overlay video with tinted objects
 * @param masks folder of palette PNGs
 * @param json video-COCO file
 * @param csv table
 * @param logits folder of soft masks
 * @param force whether outputs that exist may be replaced
 */
public record OutputPlan(
    @Nullable Path overlay,
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
    return Stream.of(overlay, masks, json, csv, logits).filter(Objects::nonNull).toList();
  }

  /**
   * Two outputs under one name, or an output that is the input, would harm what is there; not even
   * {@code --force} allows that.
   */
  public void requireApartFrom(Path input) throws CommandException {
    Set<Path> seen = new HashSet<>();
    for (Path path : paths()) {
      if (isSame(path, input)) {
        throw new CommandException(
            ExitCode.OUTPUT,
            "Writing %s: that is the input itself. Choose another name for the output."
                .formatted(path));
      }
      if (!seen.add(path.toAbsolutePath().normalize())) {
        throw new CommandException(
            ExitCode.OUTPUT,
            "Writing %s: two outputs have this name. Give each a name of its own.".formatted(path));
      }
    }
  }

  private static boolean isSame(Path output, Path input) {
    try {
      return Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input);
    } catch (IOException e) {
      return false; // whoever opens it next will say what is wrong
    }
  }
}
