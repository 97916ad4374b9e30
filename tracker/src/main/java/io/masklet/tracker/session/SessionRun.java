package io.masklet.tracker.session;

import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.tracker.PassTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what a session lacks, and nothing else. First every new prompt is followed on its frame,
 * in the order they were given; then all forward passes are brought to the end of the video, and
 * then all backward passes to its beginning.
 *
 * <p>What comes next depends on the prompts and on what is in the store alone; so a run that was
 * interrupted goes on as one that was not.
 */
final class SessionRun implements AutoCloseable {

  private final TrackerConfig config;
  private final Size video;
  private final SessionState state;
  private final MaskStore store;
  private final long start;
  private final @Nullable Tolerance tolerance;
  private final double leastIou;
  private final PassTracker tracker;
  private final FrameReader reader;
  private final Recollection recollection;
  private final Journey journey;
  private final RunProgress progress;
  private long tracked;
  private long kept;
  private @Nullable VideoException brokenBy;

  /**
   * @param start name of what everything starts from: video, model and settings
   * @param tolerance when a pass has come back to what was there; null to track on until it is
   *     exactly what was there
   */
  SessionRun(
      Sam2Network network,
      VideoOpener opener,
      TrackerConfig config,
      Size video,
      SessionState state,
      MaskStore store,
      long start,
      @Nullable Tolerance tolerance,
      RunProgress progress) {
    this.config = config;
    this.video = video;
    this.state = state;
    this.store = store;
    this.start = start;
    this.tolerance = tolerance;
    this.leastIou = tolerance == null ? PassChain.EXACT : tolerance.iou();
    this.progress = progress;
    this.tracker = new PassTracker(network, config);
    this.reader = new FrameReader(opener, video, store.frames());
    this.recollection = new Recollection(network, tracker, reader, store);
    this.journey =
        new Journey(
            network, reader, tracker.newPreprocessor(), tracker.newEdges(), store, progress);
    if (tracker.selector().horizon() > PassChain.HORIZON_FRAMES) {
      throw new IllegalArgumentException(
          "a session remembers %d frames back, this model looks %d back"
              .formatted(PassChain.HORIZON_FRAMES, tracker.selector().horizon()));
    }
  }

  /** Follows what is new and tracks what is missing. */
  RunReport run() throws VideoException, SessionException {
    boolean wasBroken;
    do { // the frames before the one that cannot be read are worked on all the same
      wasBroken = brokenBy != null;
      try {
        followPrompts();
        if (!progress.isCancelled()) {
          trackAll();
        }
      } catch (VideoException e) {
        if (e.kind() != VideoException.Kind.BROKEN) {
          throw e;
        }
        brokenBy = e;
        journey.endBefore(store.frames().count());
      }
    } while (brokenBy != null && !wasBroken);
    store.frames().flush();
    return report();
  }

  /** Follows the prompts that are new, and tracks no further than that needs. */
  void followPrompts() throws VideoException, SessionException {
    List<AnchorFollower> round = nextRound();
    while (!round.isEmpty() && !progress.isCancelled()) {
      for (Direction direction : Direction.values()) {
        journey.go(
            round.stream().filter(each -> each.direction() == direction).toList(), direction);
      }
      round.forEach(each -> tracked += each.tracked());
      round = nextRound();
    }
    store.frames().flush();
  }

  /** For every object the oldest prompt that was not followed yet. */
  private List<AnchorFollower> nextRound() throws SessionException {
    List<AnchorFollower> round = new ArrayList<>();
    for (Map.Entry<ObjectId, List<Anchor>> each : reachable().entrySet()) {
      Optional<Anchor> oldest =
          each.getValue().stream()
              .filter(anchor -> !store.hasAccepted(anchor.name()))
              .min(Comparator.comparingLong(Anchor::number));
      if (oldest.isPresent()) {
        round.add(follower(oldest.get(), each.getValue()));
      }
    }
    return round;
  }

  private AnchorFollower follower(Anchor anchor, List<Anchor> all) throws SessionException {
    List<Anchor> earlier = all.stream().filter(each -> each.number() < anchor.number()).toList();
    Optional<Anchor> nearest =
        earlier.stream()
            .filter(Anchor::shows)
            .min(Comparator.comparingLong(each -> Math.abs(each.frame() - anchor.frame())));
    Pass pass = null;
    if (nearest.isPresent()) {
      boolean forward = nearest.get().frame() < anchor.frame();
      TrackPasses passes = TrackPasses.of(anchor.track(), earlier, store, start, leastIou);
      pass = pass(passes, forward ? Direction.FORWARD : Direction.BACKWARD, null);
    }
    return new AnchorFollower(anchor, pass, tracker, store, config.fillHoleAreaPx());
  }

  private @Nullable Pass pass(
      TrackPasses passes, Direction direction, @Nullable Agreement agreement) {
    PassChain chain = passes.in(direction);
    if (chain == null) {
      return null;
    }
    PassChain opposite = direction == Direction.BACKWARD ? passes.forward() : null;
    return new Pass(
        chain, tracker, recollection, store, config.fillHoleAreaPx(), opposite, agreement);
  }

  private void trackAll() throws VideoException, SessionException {
    Agreement agreement = tolerance == null ? null : new Agreement(store, tolerance);
    for (Direction direction : Direction.values()) {
      List<Pass> passes = new ArrayList<>();
      for (Map.Entry<ObjectId, List<Anchor>> each : reachable().entrySet()) {
        TrackPasses both = TrackPasses.of(each.getKey(), each.getValue(), store, start, leastIou);
        Pass pass = pass(both, direction, agreement);
        if (pass != null) {
          passes.add(pass);
        }
      }
      try {
        journey.go(passes, direction);
      } finally {
        passes.forEach(
            pass -> {
              tracked += pass.tracked();
              kept += pass.kept();
            });
      }
      if (direction == Direction.FORWARD && brokenBy == null) {
        journey.findEnd();
      }
      for (Pass pass : passes) {
        noteHead(pass.chain());
      }
    }
  }

  /** Later edits are compared with passes that came to their end. */
  private void noteHead(PassChain chain) throws SessionException {
    List<Integer> heads = store.junctions().heads(chain.id());
    boolean known =
        !heads.isEmpty()
            && store
                .junctions()
                .head(heads.get(heads.size() - 1), chain.id().direction())
                .equals(chain.anchors());
    if (chain.isComplete() && !known) {
      store.junctions().addHead(chain.id(), chain.anchors());
    }
  }

  /** The prompts whose frames are there, as far as that is known. */
  private Map<ObjectId, List<Anchor>> reachable() {
    long end = brokenBy == null ? store.frames().end() : store.frames().count();
    Map<ObjectId, List<Anchor>> reachable = new TreeMap<>();
    state
        .anchorsByTrack()
        .forEach(
            (track, anchors) ->
                reachable.put(track, anchors.stream().filter(each -> each.frame() < end).toList()));
    return reachable;
  }

  private RunReport report() throws SessionException {
    HeldResults results = new HeldResults(state, store, start, video, config, leastIou);
    List<Long> unreached =
        state.anchoredFrames().stream().filter(frame -> frame >= store.frames().end()).toList();
    return new RunReport(
        results.frameCount(),
        tracked,
        kept,
        journey.encoded() + recollection.encoded(),
        results.isComplete(),
        Optional.ofNullable(brokenBy),
        unreached);
  }

  @Override
  public void close() {
    reader.close();
  }
}
