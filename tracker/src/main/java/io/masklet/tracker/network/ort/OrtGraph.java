package io.masklet.tracker.network.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.masklet.tracker.network.NetworkException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One graph, ready to run. Inputs and outputs are direct buffers in native byte order: ONNX Runtime
 * reads and writes them in place, so a run allocates and copies nothing.
 */
final class OrtGraph implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String name;

  OrtGraph(OrtEnvironment environment, OrtSession session, String name) {
    this.environment = environment;
    this.session = session;
    this.name = name;
  }

  /** Begins a call of this graph. */
  Call call() {
    return new Call();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new NetworkException("Closing " + name + " failed: " + e.getMessage(), e);
    }
  }

  /** What went wrong, in words that help where it is want of memory. */
  static String reason(OrtException e) {
    String said = String.valueOf(e.getMessage());
    boolean memory = said.contains("Failed to allocate memory") || said.contains("bad_alloc");
    return memory
        ? "there is not enough free memory. Close other programs, track fewer objects at once, or take a smaller model or a smaller --image-size. ONNX Runtime says: "
            + said
        : said;
  }

  /** Collects the inputs and outputs of one run; used once. */
  final class Call {
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    Call in(String input, FloatBuffer values, int... shape) {
      inputs.put(input, tensor(input, values, shape));
      return this;
    }

    Call in(String input, LongBuffer values, int... shape) {
      try {
        inputs.put(input, OnnxTensor.createTensor(environment, values.rewind(), longs(shape)));
        return this;
      } catch (OrtException e) {
        throw failure("input " + input, e);
      }
    }

    /** Where the run is to write an output. */
    Call out(String output, FloatBuffer values, int... shape) {
      outputs.put(output, tensor(output, values, shape));
      return this;
    }

    /** Runs the graph; the output buffers are filled when this returns. */
    void run() {
      try {
        // The result holds nothing but the pinned outputs.
        session.run(inputs, outputs).close();
      } catch (OrtException e) {
        throw failure("run", e);
      } finally {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
      }
    }

    private OnnxTensor tensor(String what, FloatBuffer values, int... shape) {
      try {
        return OnnxTensor.createTensor(environment, values.slice(0, count(shape)), longs(shape));
      } catch (OrtException e) {
        throw failure(what, e);
      }
    }

    private NetworkException failure(String what, OrtException e) {
      return new NetworkException("Running " + name + " (" + what + ") failed: " + reason(e), e);
    }
  }

  private static int count(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static long[] longs(int... shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }
}
