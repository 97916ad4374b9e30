package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.network.FakeNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session about the scene of grey squares, in a folder of a test. */
final class SceneProject {

  static final SessionModel MODEL = new SessionModel("fake", 64, "00");

  final Path folder;
  final Path file;
  final Path video;
  final int frames;
  final FakeNetwork network = new FakeNetwork();

  SceneProject(Path folder, int frames) throws IOException {
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
    return session.run(network, Source::new, RunProgress.silent());
  }

  /** Stops after so many frames, as a person would. */
  RunReport runFor(Session session, int count) throws IOException {
    int[] done = {0};
    return session.run(
        network,
        Source::new,
        new RunProgress() {
          @Override
          public void frameDone(FrameResult result) {
            done[0]++;
          }

          @Override
          public boolean isCancelled() {
            return done[0] >= count;
          }
        });
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
      return next == frames ? null : GreyScene.frame(next++);
    }

    @Override
    public void close() {}
  }
}
