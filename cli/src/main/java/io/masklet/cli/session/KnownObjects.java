package io.masklet.cli.session;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionObject;
import java.util.Optional;

/** Objects of a session by what a person calls them: their name, or their number. */
final class KnownObjects {

  private KnownObjects() {}

  static Optional<ObjectId> find(Session session, String text) {
    return session.objects().stream()
        .filter(each -> each.name().equals(text))
        .findFirst()
        .or(() -> session.objects().stream().filter(each -> hasNumber(each, text)).findFirst())
        .map(SessionObject::id);
  }

  private static boolean hasNumber(SessionObject object, String text) {
    return object.id().toString().equals(text);
  }

  static ObjectId require(Session session, String text) throws CommandException {
    return find(session, text)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.PROMPT,
                    "Looking for the object '%s': there is none of that name or number in the session; it has %s."
                        .formatted(
                            text, session.objects().stream().map(KnownObjects::text).toList())));
  }

  static String text(SessionObject object) {
    return object.id() + " '" + object.name() + "'";
  }
}
