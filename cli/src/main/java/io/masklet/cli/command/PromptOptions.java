package io.masklet.cli.command;

import io.masklet.cli.arg.PromptText;
import io.masklet.cli.prompt.PromptPart;
import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Options that point at objects. Their order matters, which picocli forgets once values lie in
 * fields; so each goes into the plan of its command the moment it is read.
 */
@SuppressWarnings("UnusedVariable") // values go to the plan, not to the fields
final class PromptOptions {

  /** A command whose prompts are gathered in a plan. */
  interface Prompted {
    PromptPlan plan();
  }

  @ArgGroup(validate = false)
  private final PointOptions points = new PointOptions();

  @Option(
      names = {"-m", "--mask"},
      paramLabel = "FILE",
      parameterConsumer = IntoPlan.class,
      description = "A PNG of the video's size; pixels other than 0 are the object.")
  private @Nullable List<String> masks;

  @Option(
      names = {"-O", "--object"},
      paramLabel = "NAME",
      parameterConsumer = IntoPlan.class,
      description = "Start the next object; prompts after it are for it.")
  private @Nullable List<String> objects;

  @Option(
      names = {"-p", "--prompts"},
      paramLabel = "FILE.json",
      description = "Read objects and prompts from a file, see docs/prompts.md.")
  private @Nullable Path file;

  /** The JSON file, or null. */
  @Nullable Path file() {
    return file;
  }

  /** Takes an option's value off the command line and puts it into the plan. */
  static final class IntoPlan implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec arg, CommandSpec command) {
      OptionSpec option = (OptionSpec) arg;
      if (args.isEmpty()) {
        throw new MissingParameterException(
            command.commandLine(),
            option,
            "Missing value for option " + option.longestName() + "=" + option.paramLabel());
      }
      String text = args.pop();
      try {
        add(((Prompted) command.userObject()).plan(), option.longestName(), text);
      } catch (TypeConversionException | CommandException e) {
        throw new ParameterException(
            command.commandLine(),
            "Invalid value for option '%s': %s".formatted(option.longestName(), e.getMessage()),
            e,
            option,
            text);
      }
    }

    private static void add(PromptPlan plan, String option, String text) throws CommandException {
      if (option.equals("--object")) {
        plan.startObject(text);
      } else {
        plan.add(part(option, text));
      }
    }

    private static PromptPart part(String option, String text) {
      return switch (option) {
        case "--click" -> PromptText.click(text, true);
        case "--negative" -> PromptText.click(text, false);
        case "--box" -> PromptText.box(text);
        case "--mask" -> PromptText.mask(text);
        default -> throw new IllegalArgumentException("not an option that prompts: " + option);
      };
    }
  }
}
