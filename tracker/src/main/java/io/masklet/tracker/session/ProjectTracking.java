package io.masklet.tracker.session;

import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.Sam2Network;
import org.jspecify.annotations.Nullable;

/**
 * How a project is tracked, and what holds of it: by its settings, for its prompts as they are now.
 *
 * @param project video, model and settings
 * @param state the prompts that hold
 * @param store what was computed
 */
record ProjectTracking(Project project, SessionState state, MaskStore store) {

  /**
   * Raised whenever the same prompts would be tracked to other masks, so that what an older Masklet
   * found is not mixed with what this one finds. Masks that were accepted stay.
   */
  private static final String TRACKING_RULES = "rules 3";

  static ProjectTracking of(OpenProject open) {
    return new ProjectTracking(open.history().project(), open.history().state(), open.store());
  }

  /**
   * Work on what is missing; to be closed.
   *
   * @param tolerance when to stop; null for never
   */
  SessionRun newRun(
      Sam2Network network,
      VideoOpener opener,
      @Nullable Tolerance tolerance,
      RunProgress progress) {
    return new SessionRun(
        network, opener, config(), project.size(), state, store, start(), tolerance, progress);
  }

  /** What holds, whatever tolerance it was tracked with. */
  HeldResults results() throws SessionException {
    return new HeldResults(state, store, start(), project.size(), config(), PassChain.ANY);
  }

  private TrackerConfig config() {
    TrackerConfig config = TrackerConfig.defaults();
    return project.overlap() ? config.overlapping() : config;
  }

  /** The name of what everything starts from. */
  private long start() {
    return Digest.of(
        String.join(
            "\n",
            TRACKING_RULES,
            project.video().samplesSha256(),
            project.model().toString(),
            Boolean.toString(project.overlap())));
  }
}
