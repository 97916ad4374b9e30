package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.FrameSource;
import io.masklet.testdata.Ambience;
import io.masklet.testdata.SyntheticFrame;
import io.masklet.testdata.SyntheticScene;
import io.masklet.testdata.TruthText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;

/**
 * Renders and encodes the demo clip into the sources of testdata. Not a test: it runs only when
 * asked for by name, see {@code testdata/README.md}. It lives here because only this package may
 * know FFmpeg.
 *
 * <p>With the same FFmpeg build the same bytes come out: one thread, bit-exact flags, no clock.
 */
class MakeDemoClip {

  private static final int VIDEO_BITS_PER_S = 2_500_000;
  private static final int SOUND_BITS_PER_S = 112_000;
  private static final long LARGEST_BYTES = 2_500_000;

  /** Tests run in their module's folder. */
  private static final Path FOLDER =
      Path.of("../testdata/src/main/resources/io/masklet/testdata").normalize();

  @Test
  void make() throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    SyntheticScene scene = SyntheticScene.demo();
    Path clip = FOLDER.resolve("meadow.mp4");
    Files.createDirectories(FOLDER);
    List<byte[]> truth = encode(scene, clip);
    try (OutputStream file = Files.newOutputStream(FOLDER.resolve("meadow-truth.txt.gz"))) {
      TruthText.write(file, scene.width(), scene.height(), truth);
    }
    assertThat(Files.size(clip)).isLessThan(LARGEST_BYTES);
    assertThat(timestamps(clip)).isEqualTo(timestamps(scene));
  }

  /** What a reader of the file will see: every frame, at its regular time. */
  private static List<Long> timestamps(Path clip) throws IOException {
    List<Long> timestamps = new ArrayList<>();
    try (FrameSource source = FrameSources.openHere(clip, FrameSources.DEFAULT_FOLDER_FPS)) {
      for (var frame = source.next(); frame != null; frame = source.next()) {
        timestamps.add(frame.timestampUs());
        frame.close();
      }
    }
    return timestamps;
  }

  private static List<Long> timestamps(SyntheticScene scene) {
    return IntStream.range(0, scene.frameCount()).mapToObj(scene::timestampUs).toList();
  }

  /** Encodes picture and sound; returns the truth of each frame. */
  private static List<byte[]> encode(SyntheticScene scene, Path clip) throws IOException {
    List<byte[]> truth = new ArrayList<>();
    short[] sound = scene.sound();
    try (FFmpegFrameRecorder recorder = recorder(scene, clip)) {
      recorder.start();
      for (int index = 0; index < scene.frameCount(); index++) {
        SyntheticFrame frame = scene.frame(index);
        recorder.record(picture(frame), avutil.AV_PIX_FMT_RGB24);
        recorder.record(sound(sound, index, scene.frameCount()));
        truth.add(frame.ids());
      }
      recorder.stop();
    }
    return truth;
  }

  private static FFmpegFrameRecorder recorder(SyntheticScene scene, Path clip) {
    var recorder = new FFmpegFrameRecorder(clip.toString(), scene.width(), scene.height(), 2);
    recorder.setFormat("mp4");
    recorder.setFrameRate(scene.framesPerSecond());
    recorder.setVideoCodecName("libopenh264");
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setVideoBitrate(VIDEO_BITS_PER_S);
    recorder.setGopSize(50);
    recorder.setVideoOption("threads", "1");
    recorder.setVideoOption("flags", "+bitexact");
    recorder.setVideoOption("profile", "high");
    recorder.setVideoOption("color_range", "tv");
    recorder.setVideoOption("colorspace", "smpte170m");
    recorder.setVideoOption("color_primaries", "smpte170m");
    recorder.setVideoOption("color_trc", "smpte170m");
    recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
    recorder.setSampleRate(Ambience.SAMPLE_RATE);
    recorder.setAudioBitrate(SOUND_BITS_PER_S);
    recorder.setAudioOption("flags", "+bitexact");
    recorder.setOption("fflags", "+bitexact");
    recorder.setOption("movflags", "+faststart");
    return recorder;
  }

  private static Frame picture(SyntheticFrame frame) {
    Frame picture = new Frame(frame.width(), frame.height(), Frame.DEPTH_UBYTE, 3);
    ByteBuffer pixels = (ByteBuffer) picture.image[0];
    for (int row = 0; row < frame.height(); row++) {
      // JavaCV may pad its rows; ours are packed.
      pixels.position(row * picture.imageStride);
      pixels.put(frame.rgb(), row * 3 * frame.width(), 3 * frame.width());
    }
    pixels.rewind();
    return picture;
  }

  /** The samples that sound while a frame is shown. */
  private static Frame sound(short[] samples, int index, int count) {
    int from = (int) ((long) samples.length / 2 * index / count) * 2;
    int to = (int) ((long) samples.length / 2 * (index + 1) / count) * 2;
    Frame sound = new Frame();
    sound.sampleRate = Ambience.SAMPLE_RATE;
    sound.audioChannels = 2;
    sound.samples = new ShortBuffer[] {ShortBuffer.wrap(samples, from, to - from).slice()};
    return sound;
  }
}
