package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.FakeNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session about a scene of grey squares, in a folder of a test. */
final class SceneProject {

  /** What is drawn. */
  interface Scene {
    Frame frame(long index);
  }

  static final SessionModel MODEL = new SessionModel("fake", 64, "00");

  final Path folder;
  final Path file;
  final Path video;
  final int frames;
  final FakeNetwork network;

  private final Scene scene;

  SceneProject(Path folder, int frames) throws IOException {
    this(folder, frames, GreyScene::frame);
  }

  SceneProject(Path folder, int frames, Scene scene) throws IOException {
    this(folder, frames, scene, new FakeNetwork());
  }

  SceneProject(Path folder, int frames, Scene scene, FakeNetwork network) throws IOException {
    this.scene = scene;
    this.network = network;
    this.folder = folder;
    this.file = folder.resolve("scene.masklet");
    this.video = folder.resolve("scene.mp4");
    this.frames = frames;
    Files.write(video, new byte[] {1, 2, 3, 4});
  }

  Session create() throws IOException {
    return Session.create(file, video, GreyScene.SIZE, MODEL, false);
  }

  RunReport run(Session session) throws IOException {
    return run(session, Tolerance.defaults());
  }

  /** Until everything is exactly what tracking anew would give. */
  RunReport runExactly(Session session) throws IOException {
    return run(session, null);
  }

  /** Follows new prompts and tracks nothing else. */
  void follow(Session session) throws IOException {
    session.followPrompts(network, Source::new, RunProgress.silent());
  }

  RunReport run(Session session, @Nullable Tolerance tolerance) throws IOException {
    return session.run(network, Source::new, tolerance, RunProgress.silent());
  }

  /** Stops after so many frames, as a person would. */
  RunReport runFor(Session session, int count) throws IOException {
    int[] done = {0};
    return session.run(
        network,
        Source::new,
        Tolerance.defaults(),
        new RunProgress() {
          @Override
          public void frameDone(long frame, long timestampUs, Direction direction) {
            done[0]++;
          }

          @Override
          public boolean isCancelled() {
            return done[0] >= count;
          }
        });
  }

  /** The slow twin: what the same actions give in another project, where nothing was tracked. */
  List<FrameResult> computedAfresh() throws IOException {
    Path other = Files.createTempDirectory(folder, "afresh");
    try (Session session = Session.open(Files.copy(file, other.resolve("scene.masklet")))) {
      RunReport report = runExactly(session);
      if (!report.complete() || report.tracked() < frames) {
        throw new IllegalStateException("expected everything to be tracked, got " + report);
      }
      return all(session);
    }
  }

  /** The video. */
  FrameSource open() {
    return new Source();
  }

  /** The video from a frame on. */
  FrameSource openAt(long frame) {
    Source source = new Source();
    source.next = frame;
    return source;
  }

  static List<FrameResult> all(Session session) throws IOException {
    SessionResults results = session.results();
    List<FrameResult> all = new ArrayList<>();
    for (long frame = 0; frame < results.frameCount(); frame++) {
      all.add(results.at(frame));
    }
    return all;
  }

  /** A click on the middle of a square. */
  static Prompt on(int row, long frame) {
    return Prompt.clicks(Click.positive(GreyScene.centreX(row, frame), GreyScene.centreY(row)));
  }

  /** The squares, as long as the video is. */
  final class Source implements FrameSource {
    private long next;

    @Override
    public VideoInfo info() {
      return GreyScene.info();
    }

    @Override
    public @Nullable Frame next() {
      return next == frames ? null : scene.frame(next++);
    }

    @Override
    public void close() {}
  }
}
