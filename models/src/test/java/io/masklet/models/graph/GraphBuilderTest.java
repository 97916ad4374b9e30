package io.masklet.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong node is refused before it is added, in words that help. */
class GraphBuilderTest {

  private static final String CONTEXT = "MaskDecoder of pocket";

  private final GraphBuilder graph =
      new GraphBuilder(CONTEXT, new OnnxWriter("test", WeightStore.inline()));

  @Test
  void conv_wrongChannels_saysWhatWasBuiltExpectedAndReceived() {
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8));
    Value w = graph.constant("w", Shape.of(2, 4, 3, 3), new float[72]);
    Value b = graph.constant("b", Shape.of(2), 0, 0);
    assertThatThrownBy(() -> x.conv(w, b, 2, 1, 1))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Building MaskDecoder of pocket: Conv(x [1, 3, 8, 8], w [2, 4, 3, 3], b [2],"
                + " kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], group=1):"
                + " expected 3 input channels in 1 groups, received weight [2, 4, 3, 3]");
  }

  /** Each of these is wrong for {@code x [B, 6, 4]}. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("broadcast", x -> x.add(vector(x, 5))),
        mistake("inner extents", x -> x.matMul(x)),
        mistake("permutation", x -> x.transpose(0, 2)),
        mistake("24*B elements", x -> x.reshape("B", 5, 5)),
        mistake("24*B elements", x -> x.reshape(24)),
        mistake("but for axis 1", x -> x.graph().concat(1, x, x.reshape("B", 4, 6))),
        mistake("sum to 4", x -> x.split(2, 1, 2).get(0)),
        mistake("INT64 for input 1", x -> x.take(0, vector(x, 3))),
        mistake("rank 4", Value::globalAveragePool),
        mistake("[4] for input 1", x -> x.layerNorm(vector(x, 3), vector(x, 3), 1e-5f)),
        mistake(
            "a skip of shape",
            x -> x.addAndNorm(vector(x, 4), vector(x, 4), vector(x, 4), 1).norm()),
        mistake("multiple of 3 heads", x -> x.attend(x, x, 3)),
        mistake("[B, 3, 4] for input 1", x -> x.attend(x.reshape("B", 3, 8), x, 1)),
        mistake("FLOAT for input 1", x -> x.add(x.graph().integers(1))),
        mistake("BOOL for input 0", x -> x.choose(x, x)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void apply_senselessCall_isRefused(String words, UnaryOperator<Value> mistake) {
    Value x = graph.input("x", ElementType.FLOAT, Shape.of("B", 6, 4));
    assertThatThrownBy(() -> mistake.apply(x))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("Building " + CONTEXT + ": ")
        .hasMessageContaining(words);
  }

  @Test
  void apply_missingAndUnknownAttributes_areRefused() {
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(2, 2));
    assertThatThrownBy(() -> graph.apply(Op.TRANSPOSE, List.of(x)))
        .hasMessageContaining("expected attributes [perm], received []");
    assertThatThrownBy(() -> graph.apply(Op.RELU, List.of(x), Map.of("alpha", 1f)))
        .hasMessageContaining("expected none but [], received [alpha]");
    assertThatThrownBy(() -> graph.apply(Op.ADD, List.of(x)))
        .hasMessageContaining("expected 2 to 2 inputs, received 1");
  }

  @Test
  void output_wrongShape_isRefused() {
    Value x = graph.input("x", ElementType.FLOAT, Shape.of("B", 2));
    assertThatThrownBy(() -> graph.output("y", x, Shape.of("B", 3)))
        .hasMessage("Building %s: output y: expected [B, 3], received [B, 2]".formatted(CONTEXT));
  }

  @Test
  void constant_wrongCount_isRefused() {
    assertThatThrownBy(() -> graph.constant("c", Shape.of(2, 2), 1, 2, 3))
        .hasMessageContaining("constant c: expected 4 values for [2, 2], received 3");
  }

  @Test
  void reshape_twoDynamicAxesMove_isRefused() {
    Value x = graph.input("x", ElementType.FLOAT, Shape.of("B", "F", 4));
    assertThatThrownBy(() -> x.reshape(4, "B", "F"))
        .hasMessageContaining("expected at most one dynamic axis to change");
    assertThat(x.reshape("B", Dim.of("F").times(4)).shape()).hasToString("[B, 4*F]");
  }

  @Test
  void dim_sumsAndProducts_areInNormalForm() {
    Dim b = Dim.of("B");
    Dim f = Dim.of("F");
    assertThat(f.times(576).plus(Dim.of("P").times(2))).hasToString("576*F+2*P");
    assertThat(b.plus(f).times(b)).isEqualTo(b.times(b).plus(f.times(b)));
    assertThat(b.plus(Dim.of(-1).times(b)).is(0)).isTrue();
    assertThat(Dim.of(3).times(4).fixed()).isEqualTo(12);
    assertThatThrownBy(f::fixed).hasMessageContaining("received F");
  }

  private static Arguments mistake(String words, UnaryOperator<Value> call) {
    return Arguments.of(words, call);
  }

  private static Value vector(Value x, int size) {
    return x.graph().constant("v" + size, Shape.of(size), new float[size]);
  }
}
