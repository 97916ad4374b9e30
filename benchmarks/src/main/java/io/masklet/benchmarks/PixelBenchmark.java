package io.masklet.benchmarks;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.image.FramePreprocessor;
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
}
