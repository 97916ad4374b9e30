package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.session.EditJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code masklet session edit}. */
@Command(
    name = "edit",
    header = "Rename, merge, swap or delete objects, or say where they are not.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    description = "%nOne change a call. OBJECT is a name or a number; F is a frame number.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet session edit race.masklet --swap red blue 120    each was taken for the other",
      "  masklet session edit race.masklet --absent red 200       red is not in frame 200"
    })
final class SessionEditCommand extends SessionVerb {

  @ArgGroup(multiplicity = "1", exclusive = true, order = 1, heading = "%nChanges:%n")
  private final Change change = new Change();

  /** What to change; one of them. */
  static final class Change {
    @Option(
        names = "--absent",
        arity = "2",
        paramLabel = "OBJECT F",
        hideParamSyntax = true,
        description = "The object is not in that frame.")
    private @Nullable List<String> absent;

    @Option(
        names = "--unprompt",
        arity = "2",
        paramLabel = "OBJECT F",
        hideParamSyntax = true,
        description = "Take back what was given for the object on that frame.")
    private @Nullable List<String> unprompt;

    @Option(
        names = "--clear",
        arity = "1",
        paramLabel = "OBJECT",
        description = "Take back everything that was given for the object.")
    private @Nullable List<String> clear;

    @Option(
        names = "--delete",
        arity = "1",
        paramLabel = "OBJECT",
        description = "Remove the object.")
    private @Nullable List<String> delete;

    @Option(
        names = "--rename",
        arity = "2",
        paramLabel = "OBJECT NAME",
        hideParamSyntax = true,
        description = "Call the object something else.")
    private @Nullable List<String> rename;

    @Option(
        names = "--recolour",
        arity = "2",
        paramLabel = "OBJECT RRGGBB",
        hideParamSyntax = true,
        description = "Give the object another colour.")
    private @Nullable List<String> recolour;

    @Option(
        names = "--merge",
        arity = "2",
        paramLabel = "OBJECT OTHER",
        hideParamSyntax = true,
        description = "They are one: the other becomes part of the object.")
    private @Nullable List<String> merge;

    @Option(
        names = "--swap",
        arity = "3",
        paramLabel = "OBJECT OTHER F",
        hideParamSyntax = true,
        description = "Exchange two objects from that frame on.")
    private @Nullable List<String> swap;
  }

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    List<EditJob> asked = new ArrayList<>();
    add(asked, EditJob.Kind.ABSENT, change.absent);
    add(asked, EditJob.Kind.UNPROMPT, change.unprompt);
    add(asked, EditJob.Kind.CLEAR, change.clear);
    add(asked, EditJob.Kind.DELETE, change.delete);
    add(asked, EditJob.Kind.RENAME, change.rename);
    add(asked, EditJob.Kind.RECOLOUR, change.recolour);
    add(asked, EditJob.Kind.MERGE, change.merge);
    add(asked, EditJob.Kind.SWAP, change.swap);
    return asked.get(0).run(console);
  }

  private void add(List<EditJob> asked, EditJob.Kind kind, @Nullable List<String> words) {
    if (words != null) {
      if (words.size() != kind.words()) {
        throw wrongUsage("One change a call, please; got the words " + words + ".");
      }
      asked.add(new EditJob(project(), kind, words));
    }
  }
}
