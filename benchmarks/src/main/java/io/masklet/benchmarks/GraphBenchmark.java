package io.masklet.benchmarks;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.Precision;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does each call of the network cost, in the steady state of tracking? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class GraphBenchmark {

  @Param({"pocket"})
  public String model = "pocket";

  @Param({"FP32", "INT8"})
  public Precision precision = Precision.FP32;

  @Param({"1", "5"})
  public int objects = 1;

  @Param({"2"})
  public int threads = 2;

  private OrtNetwork network;
  private FloatBuffer pixels;
  private ImageFeatures features;
  private List<MemoryWindow> windows;
  private List<DecoderPrompt> prompts;
  private List<MemoryRequest> requests;

  @Setup
  public void open() {
    RuntimeOptions options = new RuntimeOptions(Device.CPU, threads, precision);
    BuildOptions build = BuildOptions.defaults().withVariant(OrtNetwork.variant(options));
    network = OrtNetwork.open(new ModelBuilder().ensureBuilt(model, build), options);
    ModelSpec spec = network.spec();
    int side = spec.modelSidePx();
    pixels =
        ByteBuffer.allocateDirect(3 * side * side * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < pixels.capacity(); i++) {
      pixels.put(i, (float) Math.sin(i * 0.01));
    }
    features = network.encodeImage(pixels);
    MaskLogits logits = MaskLogits.filled(Size.square(spec.lowResSide()), 3f);
    requests = Collections.nCopies(objects, new MemoryRequest(logits, MaskOrigin.PROPAGATED, 3f));
    windows = Collections.nCopies(objects, steadyWindow(spec));
    prompts = Collections.nCopies(objects, DecoderPrompt.none());
  }

  /** One prompted frame, six recent ones, sixteen pointers. */
  private MemoryWindow steadyWindow(ModelSpec spec) {
    FrameMemory memory = network.remember(features, requests.subList(0, 1)).get(0);
    List<MemoryWindow.MemorySlot> memories = new ArrayList<>();
    for (int index = spec.numMaskmem() - 1; index >= 0; index--) {
      memories.add(new MemoryWindow.MemorySlot(memory, index));
    }
    List<MemoryWindow.PointerSlot> pointers = new ArrayList<>();
    for (int age = 1; age <= spec.maxObjectPointers(); age++) {
      ObjectPointer pointer = new ObjectPointer(new float[spec.dModel()]);
      pointers.add(new MemoryWindow.PointerSlot(pointer, age / 15f));
    }
    return new MemoryWindow(memories, pointers);
  }

  @TearDown
  public void close() {
    features.close();
    network.close();
  }

  /** Once a frame, whatever the number of objects. */
  @Benchmark
  public int encodeImage() {
    try (ImageFeatures encoded = network.encodeImage(pixels)) {
      return encoded.embedding().capacity();
    }
  }

  @Benchmark
  public ConditionedFeatures attend() {
    return network.attend(features, windows);
  }

  @Benchmark
  public List<MaskPrediction> attendAndDecode() {
    return network.decode(features, network.attend(features, windows), prompts);
  }

  @Benchmark
  public List<FrameMemory> remember() {
    return network.remember(features, requests);
  }

  /** What a click on an encoded frame waits for. */
  @Benchmark
  public List<MaskPrediction> click() {
    return network.decode(features, network.withoutMemory(features), prompts.subList(0, 1));
  }
}
