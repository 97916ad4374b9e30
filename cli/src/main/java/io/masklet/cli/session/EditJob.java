package io.masklet.cli.session;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One change of a session's objects.
 *
 * @param project the session's file
 * @param kind of change
 * @param words the object, and what else the kind asks for
 */
public record EditJob(Path project, Kind kind, List<String> words) {

  /** Kinds of change, and how many words each takes. */
  public enum Kind {
    ABSENT(2),
    UNPROMPT(2),
    CLEAR(1),
    DELETE(1),
    RENAME(2),
    RECOLOUR(2),
    MERGE(2),
    SWAP(3);

    private final int words;

    Kind(int words) {
      this.words = words;
    }

    public int words() {
      return words;
    }
  }

  public EditJob {
    words = List.copyOf(words);
  }

  /** Makes the change and saves it. */
  public ExitCode run(Console console) throws CommandException, IOException {
    try (Session session = Session.open(project)) {
      ObjectId object = KnownObjects.require(session, words.get(0));
      switch (kind) {
        case ABSENT -> session.notHere(object, frame(1));
        case UNPROMPT -> session.unprompt(object, frame(1));
        case CLEAR -> session.clear(object);
        case DELETE -> session.delete(object);
        case RENAME -> session.rename(object, words.get(1));
        case RECOLOUR -> session.recolour(object, rgb());
        case MERGE -> session.merge(object, KnownObjects.require(session, words.get(1)));
        case SWAP -> session.swap(object, KnownObjects.require(session, words.get(1)), frame(2));
        default -> throw new IllegalStateException("no such change: " + kind);
      }
      console.say("Done: " + kind.name().toLowerCase(Locale.ROOT) + " " + words + ".");
      return ExitCode.OK;
    }
  }

  private long frame(int word) throws CommandException {
    if (!words.get(word).matches("\\d{1,9}")) {
      throw wrong("a frame number such as 120", words.get(word));
    }
    return Long.parseLong(words.get(word));
  }

  private int rgb() throws CommandException {
    if (!words.get(1).matches("#?[0-9a-fA-F]{6}")) {
      throw wrong("a colour such as E6194B", words.get(1));
    }
    return Integer.parseInt(words.get(1).replace("#", ""), 16);
  }

  private CommandException wrong(String expected, String found) {
    return new CommandException(
        ExitCode.PROMPT,
        "Changing %s: expected %s, got '%s'. Nothing was changed."
            .formatted(project, expected, found));
  }
}
