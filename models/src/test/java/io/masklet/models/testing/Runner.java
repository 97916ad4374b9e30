package io.masklet.models.testing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Builds a graph, loads it into ONNX Runtime on the CPU and runs it. */
public final class Runner implements AutoCloseable {

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  /** An integer input. */
  public record Integers(int[] shape, long... values) {

    /** One axis. */
    public static Integers of(long... values) {
      return new Integers(new int[] {values.length}, values);
    }
  }

  /** What a run gave, by name. */
  public record Outputs(Map<String, Tensor> byName) {

    public Tensor get(String name) {
      Tensor tensor = byName.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("no output " + name + " in " + byName);
      }
      return tensor;
    }
  }

  private final OrtSession session;

  private Runner(OrtSession session) {
    this.session = session;
  }

  /** A graph as {@code parts} writes it. */
  public static Runner of(Consumer<OnnxWriter> part) {
    try {
      Path file = Files.createTempFile("graph", ".onnx");
      try {
        OnnxWriter writer = new OnnxWriter("test", WeightStore.inline());
        part.accept(writer);
        writer.write(file);
        return load(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Runner load(Path file) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new Runner(ENVIRONMENT.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * All outputs by name.
   *
   * @param inputs {@link Tensor}s and {@link Integers}
   */
  public Outputs run(Map<String, Object> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (var input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result results = session.run(tensors)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        results.forEach(result -> outputs.put(result.getKey(), read(result.getValue())));
        return new Outputs(outputs);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OnnxTensor tensor(Object value) throws OrtException {
    if (value instanceof Tensor tensor) {
      return OnnxTensor.createTensor(
          ENVIRONMENT, FloatBuffer.wrap(tensor.values()), longs(tensor.shape()));
    }
    Integers integers = (Integers) value;
    return OnnxTensor.createTensor(
        ENVIRONMENT, LongBuffer.wrap(integers.values), longs(integers.shape));
  }

  private static Tensor read(ai.onnxruntime.OnnxValue value) {
    OnnxTensor tensor = (OnnxTensor) value;
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return Tensor.of(shape, values);
  }

  private static long[] longs(int[] shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }
}
