package io.masklet.tracker.session;

import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Everything a person did in a session, and what it comes to. Every change is tried first, then on
 * disk, and only then true.
 */
final class History {

  private final Path file;
  private Project project;
  private SessionState state;

  /**
   * @param file where the project is saved
   * @throws SessionException if an action cannot be
   */
  History(Path file, Project project) throws SessionException {
    this.file = file;
    this.project = project;
    this.state = SessionState.of(project.size(), project.held());
  }

  Project project() {
    return project;
  }

  SessionState state() {
    return state;
  }

  /** How many actions can be redone. */
  int redoable() {
    return project.actions().size() - project.applied();
  }

  /** The id of the next object. Ids are never given again, not even those of deleted objects. */
  ObjectId nextId() throws SessionException {
    int last = 0;
    for (Action action : project.held()) {
      last = action instanceof Action.AddObject ? Math.max(last, action.id().value()) : last;
    }
    if (last == ObjectId.MAX) {
      throw new SessionException(
          SessionException.Kind.WRONG_EDIT,
          "Adding an object: expected at most %d in a session, as many as mask files can number. Put the others into a session of their own."
              .formatted(ObjectId.MAX));
    }
    return new ObjectId(last + 1);
  }

  /** Adds an action; those that were undone can no longer be redone. */
  void act(LongFunction<Action> made) throws IOException {
    List<Action> actions = new ArrayList<>(project.held());
    actions.add(made.apply(project.nextNumber()));
    change(project.with(actions, actions.size(), project.nextNumber() + 1));
  }

  Action undo() throws IOException {
    if (project.applied() == 0) {
      throw nothing("undo");
    }
    change(project.with(project.actions(), project.applied() - 1, project.nextNumber()));
    return project.actions().get(project.applied());
  }

  Action redo() throws IOException {
    if (redoable() == 0) {
      throw nothing("redo");
    }
    change(project.with(project.actions(), project.applied() + 1, project.nextNumber()));
    return project.actions().get(project.applied() - 1);
  }

  private SessionException nothing(String what) {
    return new SessionException(
        SessionException.Kind.WRONG_EDIT,
        "Session %s: there is nothing to %s. Nothing was changed.".formatted(file, what));
  }

  /** Says where the video is now. */
  void moveVideo(Path video) throws IOException {
    change(project.withVideoPath(video.toAbsolutePath().normalize().toString()));
  }

  private void change(Project changed) throws IOException {
    SessionState changedState = SessionState.of(changed.size(), changed.held());
    changed.save(file, true);
    project = changed;
    state = changedState;
  }
}
