package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out before the work begins that outputs would harm what is read, or each other; not even
 * {@code --force} allows that.
 */
public final class OutputChecks {

  private OutputChecks() {}

  /**
   * @param outputs files and folders that will be written
   * @param inputs files and folders that are read
   * @throws CommandException if an output is an input or holds one, replaces a file of an input
   *     folder, or is another output or lies in one
   */
  public static void requireApart(List<Path> outputs, List<Path> inputs) throws CommandException {
    for (int i = 0; i < outputs.size(); i++) {
      for (Path input : inputs) {
        requireUnharmed(input, outputs.get(i));
      }
      for (Path other : outputs.subList(0, i)) {
        requireBeside(other, outputs.get(i));
      }
    }
  }

  private static void requireUnharmed(Path input, Path output) throws CommandException {
    Path from = real(input);
    Path to = real(output);
    if (to.equals(from)) {
      throw refusal(output, "that is the input itself", "Choose another name for the output.");
    }
    if (from.startsWith(to)) {
      throw refusal(output, "the input " + input + " lies in it", "Choose another folder.");
    }
    if (from.equals(to.getParent()) && Files.isDirectory(from) && Files.isRegularFile(to)) {
      throw refusal(
          output, "it is a file of the input " + input, "Choose another name for the output.");
    }
  }

  private static void requireBeside(Path other, Path output) throws CommandException {
    Path there = real(other);
    Path here = real(output);
    if (here.equals(there)) {
      throw refusal(output, "two outputs have this name", "Give each a name of its own.");
    }
    if (here.startsWith(there) || there.startsWith(here)) {
      throw refusal(
          output,
          "it and the output " + other + " lie one inside the other",
          "Give each a place of its own.");
    }
  }

  /** Where a path leads, through links as far as there is something. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (@Nullable Path there = absolute; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(absolute));
      } catch (IOException e) {
        // Nothing there yet, or hidden from us; what lies above may tell.
      }
    }
    return absolute;
  }

  private static CommandException refusal(Path output, String found, String advice) {
    return new CommandException(
        ExitCode.OUTPUT, "Writing %s: %s. %s".formatted(output, found, advice));
  }
}
