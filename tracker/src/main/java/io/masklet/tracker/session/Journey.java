package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes travellers through the video in one direction: reads and encodes every frame that any of
 * them wants, once for all who want it, and passes over the others.
 */
final class Journey {

  private final Sam2Network network;
  private final FrameReader reader;
  private final FramePreprocessor preprocessor;
  private final MaskEdges edges;
  private final MaskStore store;
  private final RunProgress progress;
  private long encoded;
  private long end = Long.MAX_VALUE;

  Journey(
      Sam2Network network,
      FrameReader reader,
      FramePreprocessor preprocessor,
      MaskEdges edges,
      MaskStore store,
      RunProgress progress) {
    this.network = network;
    this.reader = reader;
    this.preprocessor = preprocessor;
    this.edges = edges;
    this.store = store;
    this.progress = progress;
  }

  /** Says that frames from this one on cannot be read. */
  void endBefore(long frame) {
    end = frame;
  }

  /** How many frames were encoded. */
  long encoded() {
    return encoded;
  }

  /** Goes on until all are done, the video ends or somebody asks to stop. */
  void go(List<? extends Traveller> travellers, Direction direction)
      throws VideoException, SessionException {
    List<Traveller> waiting = waiting(travellers);
    while (!waiting.isEmpty() && !progress.isCancelled()) {
      long frame = nextFrame(waiting, direction);
      if (frame >= end) {
        return;
      }
      List<Traveller> here = new ArrayList<>();
      for (Traveller each : waiting) {
        if (each.nextFrame() == frame) {
          each.prepare();
          here.add(each);
        }
      }
      if (!visit(frame, here, direction)) {
        return;
      }
      waiting = waiting(travellers);
    }
  }

  /** Reads on to the end of the video, if nobody knows how long it is. */
  void findEnd() throws VideoException, SessionException {
    while (!store.frames().isEndKnown() && !progress.isCancelled()) {
      try (Frame frame = reader.get(store.frames().count(), Direction.FORWARD)) {
        if (frame == null) {
          store.frames().endHere();
        }
      }
    }
  }

  private static List<Traveller> waiting(List<? extends Traveller> travellers) {
    List<Traveller> waiting = new ArrayList<>();
    for (Traveller each : travellers) {
      if (!each.isDone()) {
        waiting.add(each);
      }
    }
    return waiting;
  }

  private static long nextFrame(List<Traveller> waiting, Direction direction) {
    var frames = waiting.stream().mapToLong(Traveller::nextFrame);
    return (direction == Direction.FORWARD ? frames.min() : frames.max()).orElseThrow();
  }

  /** Shows a frame to those who are there; false if the video ends before it. */
  private boolean visit(long number, List<Traveller> here, Direction direction)
      throws VideoException, SessionException {
    try (Frame frame = reader.get(number, direction)) {
      if (frame == null) {
        store.frames().endHere();
        return false;
      }
      show(frame, here);
      progress.frameDone(number, frame.timestampUs(), direction);
      return true;
    }
  }

  private void show(Frame frame, List<Traveller> here) throws VideoException, SessionException {
    preprocessor.load(frame);
    edges.look(frame);
    encoded++;
    try (ImageFeatures features = network.encodeImage(preprocessor.pixels())) {
      for (Traveller each : here) {
        each.step(frame, features, edges);
      }
    }
  }
}
