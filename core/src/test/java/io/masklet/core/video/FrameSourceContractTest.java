package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Size;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of source keeps the contract. */
class FrameSourceContractTest {

  private static final Size SIZE = new Size(64, 48);

  @Nested
  class VideoFile extends FrameSourceContract {
    VideoFile(@TempDir Path folder) {
      super(folder);
    }

    @Override
    FrameSource open(Path folder) throws Exception {
      return FrameSources.openHere(Clip.PLAIN.writeTo(folder.resolve("clip.mp4")), 25);
    }
  }

  @Nested
  class ReadAhead extends FrameSourceContract {
    ReadAhead(@TempDir Path folder) {
      super(folder);
    }

    @Override
    FrameSource open(Path folder) throws Exception {
      return FrameSources.open(Clip.PLAIN.writeTo(folder.resolve("clip.mkv")));
    }
  }

  @Nested
  class ImageFolder extends FrameSourceContract {
    ImageFolder(@TempDir Path folder) {
      super(folder);
    }

    @Override
    FrameSource open(Path folder) throws Exception {
      return FrameSources.openHere(pictures(folder.resolve("pictures"), frameCount()), 25);
    }
  }

  @Nested
  class SingleImage extends FrameSourceContract {
    SingleImage(@TempDir Path folder) {
      super(folder);
    }

    @Override
    int frameCount() {
      return 1;
    }

    @Override
    FrameSource open(Path folder) throws Exception {
      return FrameSources.openHere(pictures(folder.resolve("one"), 1).resolve("00000.png"), 25);
    }
  }

  static Path pictures(Path folder, int count) throws Exception {
    try (PngFolderSink sink = PngFolderSink.create(folder, SIZE, false)) {
      for (int n = 0; n < count; n++) {
        try (Frame frame = Clip.picture(n, n, SIZE)) {
          sink.write(frame);
        }
      }
      sink.finish();
    }
    return folder;
  }
}
