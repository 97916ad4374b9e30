package io.masklet.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.sun.management.OperatingSystemMXBean;
import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphVariant;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * How near a model's graphs come to what a product of two large matrices reaches in the same run:
 * CPU time on one thread, one object, seven memories and sixteen pointers, and the share of each
 * operator. Talks to ONNX Runtime itself, for the profiler.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.CeilingShare RUNS MODEL VARIANT ...
 * </pre>
 *
 * MODEL as in {@code masklet models list}; VARIANT is CPU or CPU_INT8.
 */
public final class CeilingShare {

  private static final int CEILING_SIDE = 4096;
  private static final int MEMORIES = 7;
  private static final int POINTERS = 16;

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CeilingShare() {}

  public static void main(String[] args) throws IOException, OrtException {
    int runs = Integer.parseInt(args[0]);
    double ceiling = ceiling();
    System.out.printf("MatMul %d^3: %.1f GFLOP/s a core%n", CEILING_SIDE, ceiling);
    for (int i = 1; i + 1 < args.length; i += 2) {
      GraphVariant variant = GraphVariant.valueOf(args[i + 1]);
      BuildOptions options = BuildOptions.defaults().withVariant(variant);
      BuiltModel model = new ModelBuilder().ensureBuilt(args[i], options);
      double sum = 0;
      for (String graph :
          List.of(
              BuiltModel.IMAGE_ENCODER,
              BuiltModel.MEMORY_ATTENTION,
              BuiltModel.MASK_DECODER,
              BuiltModel.MEMORY_ENCODER)) {
        sum += measure(model, graph, runs, ceiling);
      }
      System.out.printf("%s %s: %.3f CPU-s a frame%n", args[i], variant, sum);
    }
  }

  private static double measure(BuiltModel model, String graph, int runs, double ceiling)
      throws IOException, OrtException {
    Path folder = Files.createTempDirectory("ceiling");
    Path profile;
    double seconds;
    try (OrtSession.SessionOptions options = options()) {
      options.enableProfiling(folder.resolve("profile").toString());
      try (OrtSession session = ENVIRONMENT.createSession(model.graph(graph).toString(), options)) {
        seconds = least(session, runs);
        profile = Path.of(session.endProfiling());
      }
    }
    OperatorProfile operators = OperatorProfile.read(profile);
    Files.delete(profile);
    Files.delete(folder);
    double rate = operators.gigaOperations() / seconds;
    System.out.printf(
        "%s %s %s: %.3f CPU-s, %.1f GFLOP, %.1f GFLOP/s, %.0f %% of MatMul%n%s",
        model.name(),
        model.variant(),
        graph,
        seconds,
        operators.gigaOperations(),
        rate,
        100 * rate / ceiling,
        operators.table(8, seconds));
    return seconds;
  }

  /** CPU seconds of the cheapest of some runs; the first warms up. */
  private static double least(OrtSession session, int runs) throws OrtException {
    Map<String, OnnxTensor> inputs = inputs(session);
    double least = Double.MAX_VALUE;
    for (int i = 0; i <= runs; i++) {
      long begun = SYSTEM.getProcessCpuTime();
      session.run(inputs).close();
      double seconds = (SYSTEM.getProcessCpuTime() - begun) / 1e9;
      least = i == 0 ? least : Math.min(least, seconds);
    }
    inputs.values().forEach(OnnxTensor::close);
    return least;
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return options;
  }

  private static double ceiling() throws IOException, OrtException {
    Path file = Files.createTempFile("ceiling", ".onnx");
    OnnxWriter writer = new OnnxWriter("ceiling", WeightStore.inline());
    GraphBuilder graph = new GraphBuilder("ceiling", writer);
    Shape square = Shape.of(CEILING_SIDE, CEILING_SIDE);
    Value a = graph.input("a", ElementType.FLOAT, square);
    Value b = graph.input("b", ElementType.FLOAT, square);
    graph.output("y", a.matMul(b), square);
    writer.write(file);
    try (OrtSession.SessionOptions options = options();
        OrtSession session = ENVIRONMENT.createSession(file.toString(), options)) {
      return 2 * Math.pow(CEILING_SIDE, 3) / 1e9 / least(session, 3);
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, OnnxTensor> inputs(OrtSession session) throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    for (String name : session.getInputNames()) {
      long[] shape =
          name.equals("mask_logits")
              ? maskShape(declared(session, "image_embedding"))
              : shape(name, declared(session, name));
      inputs.put(name, tensor(name, shape));
    }
    return inputs;
  }

  private static long[] declared(OrtSession session, String input) throws OrtException {
    NodeInfo info = session.getInputInfo().get(input);
    return ((TensorInfo) Objects.requireNonNull(info).getInfo()).getShape();
  }

  /** As the decoder gives it: four times the side of the embedding. */
  private static long[] maskShape(long[] embedding) {
    return new long[] {1, 1, 4 * embedding[2], 4 * embedding[3]};
  }

  private static long[] shape(String name, long[] shape) {
    return switch (name) {
      case "memory" -> new long[] {1, MEMORIES, shape[2], shape[3]};
      case "temporal_index" -> new long[] {MEMORIES};
      case "pointers" -> new long[] {1, POINTERS, shape[2]};
      case "pointer_time" -> new long[] {POINTERS};
      case "points" -> new long[] {1, 2, 2};
      case "labels" -> new long[] {1, 2};
      default -> {
        long[] one = shape.clone();
        for (int i = 0; i < one.length; i++) {
          one[i] = Math.max(1, one[i]);
        }
        yield one;
      }
    };
  }

  private static OnnxTensor tensor(String name, long[] shape) throws OrtException {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    if (name.equals("temporal_index") || name.equals("labels")) {
      return OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.allocate(count), shape);
    }
    FloatBuffer values =
        ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      values.put(i, (float) random.nextGaussian());
    }
    return OnnxTensor.createTensor(ENVIRONMENT, values, shape);
  }
}
