package io.masklet.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What ONNX Runtime's profiler wrote of some runs: time and floating-point operations by operator.
 * A multiplication and an addition are two operations; only products count, elementwise work does
 * not.
 */
final class OperatorProfile {

  /** Sums over all runs. */
  private static final class Sum {
    private int calls;
    private double seconds;
    private double operations;
  }

  private final Map<String, Sum> operators = new TreeMap<>();
  private int runs;

  static OperatorProfile read(Path file) throws IOException {
    OperatorProfile profile = new OperatorProfile();
    for (JsonNode event : new ObjectMapper().readTree(file.toFile())) {
      profile.add(event);
    }
    return profile;
  }

  /** Billions of operations a run. */
  double gigaOperations() {
    return operators.values().stream().mapToDouble(sum -> sum.operations).sum() / 1e9 / runs;
  }

  /**
   * The operators that take most of the time, a line each. The profiler's clock runs on while
   * others have the core, so their shares are taken of the CPU time.
   *
   * @param cpuSeconds of one run
   */
  String table(int lines, double cpuSeconds) {
    double all = operators.values().stream().mapToDouble(sum -> sum.seconds).sum();
    StringBuilder table = new StringBuilder();
    operators.entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> -entry.getValue().seconds))
        .limit(lines)
        .forEach(
            entry -> {
              Sum sum = entry.getValue();
              append(table, entry.getKey(), sum, sum.seconds / all * cpuSeconds);
            });
    return table.toString();
  }

  private void append(StringBuilder table, String name, Sum sum, double seconds) {
    table.append(
        String.format(
            "    %-26s %4d  %8.1f ms  %8.1f GFLOP/s%n",
            name, sum.calls / runs, 1e3 * seconds, sum.operations / 1e9 / runs / seconds));
  }

  private void add(JsonNode event) {
    String name = event.path("name").asText();
    if (name.equals("model_run")) {
      runs++;
    }
    if (name.endsWith("_kernel_time")) {
      JsonNode facts = event.path("args");
      Sum sum = operators.computeIfAbsent(facts.path("op_name").asText(), key -> new Sum());
      sum.calls++;
      sum.seconds += event.path("dur").asDouble() / 1e6;
      sum.operations += operations(facts);
    }
  }

  private static double operations(JsonNode facts) {
    JsonNode inputs = facts.path("input_type_shape");
    double outputs = elements(shape(facts.path("output_type_shape"), 0));
    return switch (facts.path("op_name").asText()) {
      case "MatMul",
          "Gemm",
          "FusedMatMul",
          "FusedGemm",
          "MatMulIntegerToFloat",
          "DynamicQuantizeMatMul" ->
          2 * outputs * last(shape(inputs, 0));
      case "Conv", "FusedConv" ->
          2 * outputs * elements(shape(inputs, 1)) / first(shape(inputs, 1));
      case "MultiHeadAttention" ->
          2 * elements(shape(inputs, 0)) / last(shape(inputs, 0)) * attended(inputs);
      default -> 0;
    };
  }

  /** For each query: keys times the widths of keys and values. */
  private static double attended(JsonNode inputs) {
    double keys = shape(inputs, 1).path(1).asDouble();
    return keys * (last(shape(inputs, 1)) + last(shape(inputs, 2)));
  }

  /** {@code [{"float":[1,4096,256]}, ..]}: the shape of one of them. */
  private static JsonNode shape(JsonNode types, int index) {
    return StreamSupport.stream(types.path(index).spliterator(), false).findFirst().orElse(types);
  }

  private static double elements(JsonNode shape) {
    double product = 1;
    for (JsonNode extent : shape) {
      product *= extent.asDouble();
    }
    return product;
  }

  private static double first(JsonNode shape) {
    return shape.path(0).asDouble();
  }

  private static double last(JsonNode shape) {
    return shape.path(shape.size() - 1).asDouble();
  }
}
