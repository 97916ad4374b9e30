package io.masklet.benchmarks;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.image.AppearanceVote;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.network.Appearance;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What do the loops over pixels around the network cost? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PixelBenchmark {

  @Param({"854x480", "1920x1080"})
  public String video = "854x480";

  private Frame frame;
  private FramePreprocessor preprocessor;
  private MaskLogits lowRes;
  private Bitmap mask;
  private ImageFeatures features;
  private Appearance appearance;

  @Setup
  public void draw() {
    String[] sides = video.split("x");
    Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    frame = Frame.allocate(0, 0, size);
    for (int i = 0; i < frame.rgb().capacity(); i++) {
      frame.rgb().put(i, (byte) (i * 31));
    }
    preprocessor = new FramePreprocessor(448);
    float[] logits = new float[112 * 112];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = 30 - (float) Math.hypot(i % 112 - 56, i / 112 - 56);
    }
    lowRes = new MaskLogits(Size.square(112), logits);
    mask = Resample.bilinear(lowRes, size).toBitmap();
    features = noise(new Random(1));
    appearance =
        Objects.requireNonNull(
            new FrameMemory(new float[0]).withAppearance(features, lowRes).appearance());
  }

  /** Of pocket's shapes. */
  private static ImageFeatures noise(Random random) {
    FloatBuffer[] maps = {
      FloatBuffer.allocate(128 * 28 * 28),
      FloatBuffer.allocate(16 * 112 * 112),
      FloatBuffer.allocate(32 * 56 * 56)
    };
    for (FloatBuffer map : maps) {
      for (int i = 0; i < map.capacity(); i++) {
        map.put(i, (float) random.nextGaussian());
      }
    }
    return new ImageFeatures(maps[0], maps[1], maps[2], () -> {});
  }

  @Benchmark
  public Object frameToNetworkInput() {
    preprocessor.load(frame);
    return preprocessor.pixels();
  }

  @Benchmark
  public Bitmap logitsToVideoMask() {
    return Resample.bilinear(lowRes, frame.size()).toBitmap();
  }

  @Benchmark
  public Object maskToRunLengths() {
    return Rle.encode(mask);
  }

  @Benchmark
  public Object boxAndCentroid() {
    return mask.box().orElseThrow().width() + mask.centroid().orElseThrow().x();
  }

  @Benchmark
  public Object learnAppearance() {
    return new FrameMemory(new float[0]).withAppearance(features, lowRes);
  }

  @Benchmark
  public Object voteOfAppearance() {
    return AppearanceVote.on(lowRes, List.of(appearance), features);
  }
}
