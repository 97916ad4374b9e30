package io.masklet.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Points and boxes, the prompts that pictures and videos share. */
@SuppressWarnings("UnusedVariable") // values go to the plan, not to the fields
final class PointOptions {

  @Option(
      names = {"-c", "--click"},
      paramLabel = "X,Y",
      parameterConsumer = PromptOptions.IntoPlan.class,
      description = "A pixel on the object. May be repeated, to make clear what belongs to it.")
  private @Nullable List<String> clicks;

  @Option(
      names = {"-n", "--negative"},
      paramLabel = "X,Y",
      parameterConsumer = PromptOptions.IntoPlan.class,
      description = "A pixel that is not the object. May be repeated.")
  private @Nullable List<String> negatives;

  @Option(
      names = {"-b", "--box"},
      paramLabel = "X0,Y0,X1,Y1",
      parameterConsumer = PromptOptions.IntoPlan.class,
      description = "A box around the object: left, top, right, bottom.")
  private @Nullable List<String> boxes;
}
