package io.masklet.tracker.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A project's files while somebody has them open: what was said, what was computed, and a lock. */
final class OpenProject implements AutoCloseable {

  private final @Nullable ProjectLock lock;
  private final MaskStore store;
  private final History history;

  private OpenProject(@Nullable ProjectLock lock, MaskStore store, History history) {
    this.lock = lock;
    this.store = store;
    this.history = history;
  }

  /**
   * Opens a project to work on it.
   *
   * @throws SessionException if it is no project, or another process has it open
   */
  static OpenProject open(Path file) throws SessionException {
    Project.load(file); // a wrong name should leave no lock behind
    ProjectLock lock = ProjectLock.take(file);
    try {
      return open(file, lock);
    } catch (SessionException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens a project to look at it, also while another process works on it.
   *
   * @throws SessionException if it is no project
   */
  static OpenProject view(Path file) throws SessionException {
    return open(file, null);
  }

  private static OpenProject open(Path file, @Nullable ProjectLock lock) throws SessionException {
    Project project = Project.load(file);
    MaskStore store = MaskStore.open(masks(file), project.id(), project.size(), lock != null);
    try {
      return new OpenProject(lock, store, new History(file, project));
    } catch (SessionException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Path masks(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".masklet") ? name.substring(0, name.length() - 8) : name;
    return file.resolveSibling(stem + ".masks");
  }

  /** Everything a person did. */
  History history() {
    return history;
  }

  /** The same to change it. */
  History historyToChange() {
    requireLocked();
    return history;
  }

  /** What was computed. */
  MaskStore store() {
    return store;
  }

  void requireLocked() {
    if (lock == null) {
      throw new IllegalStateException("the session was opened to look at it only");
    }
  }

  @Override
  public void close() {
    store.close();
    if (lock != null) {
      lock.close();
    }
  }
}
