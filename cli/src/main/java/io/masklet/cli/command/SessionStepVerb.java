package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.session.Action;
import io.masklet.tracker.session.Session;
import java.io.IOException;

/** One step back or forward in what was done to a session. */
abstract class SessionStepVerb extends SessionVerb {

  /** The step. */
  interface Step {
    Action take(Session session) throws IOException;
  }

  private final Step step;
  private final String done;

  /**
   * @param done what to say of it afterwards
   */
  SessionStepVerb(Step step, String done) {
    this.step = step;
    this.done = done;
  }

  @Override
  final ExitCode run(Console console) throws IOException {
    try (Session session = Session.open(project())) {
      Action action = step.take(session);
      console.say(done + ": " + action.verb() + " of object " + action.id() + ".");
      return ExitCode.OK;
    }
  }
}
