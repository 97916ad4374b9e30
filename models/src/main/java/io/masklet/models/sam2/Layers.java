package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.graph.Dim;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Quantized;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.registry.GraphVariant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers all parts are made of, by the names of their weights.
 *
 * <p>Token lists are {@code [B, tokens, channels]}, maps are {@code [B, channels, H, W]}; a map's
 * tokens are row-major, {@code t = y * W + x}.
 */
final class Layers {

  /** Of every LayerNorm of the transformers. */
  static final float TOKEN_EPSILON = 1e-5f;

  /** Of every LayerNorm2d. */
  static final float MAP_EPSILON = 1e-6f;

  /** With fewer rows than this, to quantise them costs more than a product in 8 bits saves. */
  private static final int MIN_INT8_ROWS = 64;

  private final GraphBuilder graph;
  private final StateDict weights;
  private final GraphVariant variant;
  private final Map<Value, Quantized> quantized = new HashMap<>();

  Layers(GraphBuilder graph, StateDict weights) {
    this(graph, weights, GraphVariant.CPU);
  }

  Layers(GraphBuilder graph, StateDict weights, GraphVariant variant) {
    this.graph = graph;
    this.weights = weights;
    this.variant = variant;
  }

  GraphBuilder graph() {
    return graph;
  }

  StateDict weights() {
    return weights;
  }

  /** What the graph is made for. */
  GraphVariant variant() {
    return variant;
  }

  /** A weight as a constant under another shape. */
  Value weight(String name, Object... shape) {
    return graph.constant(name, Shape.of(shape), weights.get(name).floats());
  }

  /** {@code [.., in] -> [.., out]} with the weights {@code name.weight} and {@code name.bias}. */
  Value linear(Value x, String name) {
    return linear(x, name, Affine.of(weights, name));
  }

  /** The same with folded weights; {@code name} must be unique to them. */
  Value linear(Value x, String name, Affine map) {
    if (isWorthInt8(x)) {
      return quantized(x).matMul(int8(name, map), bias(name, map));
    }
    return matMul(x, name, map).add(bias(name, map));
  }

  private Value bias(String name, Affine map) {
    return graph.constant(name + ".bias", Shape.of(map.out()), map.bias());
  }

  /** {@code [.., in] -> [.., out]} with the weights {@code name.weight} alone. */
  Value matMul(Value x, String name) {
    return matMul(x, name, Affine.unbiased(weights, name));
  }

  /** {@link #linear} without its bias. */
  Value matMul(Value x, String name, Affine map) {
    Shape shape = Shape.of(map.in(), map.out());
    return isWorthInt8(x)
        ? quantized(x).matMul(int8(name, map))
        : x.matMul(graph.constant(name + ".weight.T", shape, map.transposed()));
  }

  private boolean isWorthInt8(Value x) {
    return variant == GraphVariant.CPU_INT8 && knownRows(x) >= MIN_INT8_ROWS;
  }

  /** Rows of {@code x}, as if every dynamic axis were 1. */
  private static int knownRows(Value x) {
    List<Dim> rows = x.shape().dims().subList(0, x.shape().rank() - 1);
    return rows.stream().filter(Dim::isFixed).mapToInt(Dim::fixed).reduce(1, (a, b) -> a * b);
  }

  /** Once, however many products it enters. */
  private Quantized quantized(Value x) {
    return quantized.computeIfAbsent(x, Value::quantize);
  }

  private Quantized int8(String name, Affine map) {
    Int8Weights rounded = Int8Weights.of(map);
    return Quantized.constant(
        graph, name, Shape.of(map.in(), map.out()), rounded.columns(), rounded.scale());
  }

  /** Attention as {@link Value#attend}, by the means of the variant. */
  Value attend(Value queries, Value keys, Value values, int heads) {
    if (variant == GraphVariant.TENSORRT) {
      return Attention.plain(queries, keys, values, heads);
    }
    return variant == GraphVariant.CPU_INT8 && isOverWholeMap(queries)
        ? Attention.int8(queries, keys, values, heads)
        : queries.attend(keys, values, heads);
  }

  /** Windows are too many and too small for attention in 8 bits. */
  private static boolean isOverWholeMap(Value queries) {
    boolean windows = queries.dim(0).isFixed() && !queries.dim(0).is(1);
    Dim rows = queries.dim(1);
    return !windows && rows.isFixed() && rows.fixed() >= MIN_INT8_ROWS;
  }

  /** A 1x1 convolution of a map. */
  Value conv1x1(Value x, String name, Affine map) {
    Value weight =
        graph.constant(name + ".weight", Shape.of(map.out(), map.in(), 1, 1), map.weight());
    Value bias = graph.constant(name + ".bias", Shape.of(map.out()), map.bias());
    return x.conv(weight, bias, 1, 0, 1);
  }

  /** A convolution with the weights {@code name.weight} and {@code name.bias}. */
  Value conv(Value x, String name, int stride, int paddingPx, int groups) {
    Weight kernel = weights.get(name + ".weight");
    Value weight =
        weight(kernel.name(), kernel.dim(0), kernel.dim(1), kernel.dim(2), kernel.dim(3));
    return x.conv(weight, weight(name + ".bias", kernel.dim(0)), stride, paddingPx, groups);
  }

  /** {@link RopeTables#rotate} by the means of the variant. */
  Value rotate(RopeTables rope, Value x) {
    return variant == GraphVariant.TENSORRT ? rope.rotateByParts(x) : rope.rotate(x);
  }

  /** Linear maps {@code name.layers.0, 1, ..} with ReLU between. */
  Value mlp(Value x, String name, int layers) {
    Value y = linear(x, name + ".layers.0");
    for (int i = 1; i < layers; i++) {
      y = linear(y.relu(), name + ".layers." + i);
    }
    return y;
  }

  /**
   * Over the last axis.
   *
   * <p>The runtime's kernel that adds before it normalises is four times as fast as the plain one.
   * So token lists are added to themselves, which a norm does not see: twice the numbers, four
   * times the variance, and epsilon to match.
   */
  Value layerNorm(Value x, String name, float epsilon) {
    Value gain = gain(x, name);
    Value bias = bias(x, name);
    return x.shape().rank() == 3 && variant != GraphVariant.TENSORRT
        ? x.addAndNorm(x, gain, bias, 4 * epsilon).norm()
        : x.layerNorm(gain, bias, epsilon);
  }

  /** The residual sum and its norm, as every transformer block wants them. */
  Value.Normalized addAndNorm(Value x, Value skip, String name) {
    return addAndNorm(x, skip, name, TOKEN_EPSILON);
  }

  Value.Normalized addAndNorm(Value x, Value skip, String name, float epsilon) {
    if (variant == GraphVariant.TENSORRT) {
      Value sum = x.add(skip);
      return new Value.Normalized(layerNorm(sum, name, epsilon), sum);
    }
    return x.addAndNorm(skip, gain(x, name), bias(x, name), epsilon);
  }

  /**
   * A 3x3 convolution of stride 2 and a layer norm over its channels.
   *
   * <p>The norm's subtraction of the mean is linear and folded into the convolution; what is left
   * is division by the root mean square, on maps as they lie. The kernel for layer norms would need
   * two transpositions and is slow on rows as short as four channels.
   */
  Value normedConv(Value x, String conv, String norm) {
    FusedConv centred = FusedConv.of(weights, conv).centred();
    Value y = conv(x, conv + ".centred", centred, 2);
    int channels = centred.outputs();
    float[] mean = new float[channels];
    Arrays.fill(mean, 1f / channels);
    Value average = graph.constant("average_" + channels, Shape.of(1, channels, 1, 1), mean);
    Value epsilon = graph.constant("map_epsilon", Shape.of(1), MAP_EPSILON);
    Value deviation = y.mul(y).conv(average, epsilon, 1, 0, 1).sqrt();
    return y.div(deviation)
        .mul(weight(norm + ".weight", channels, 1, 1))
        .add(weight(norm + ".bias", channels, 1, 1));
  }

  /** A convolution whose kernel is padded to keep the size of the map, but for {@code stride}. */
  Value conv(Value x, String name, FusedConv conv, int stride) {
    int[] s = conv.shape();
    Value weight =
        graph.constant(name + ".weight", Shape.of(s[0], s[1], s[2], s[3]), conv.weight());
    Value bias = graph.constant(name + ".bias", Shape.of(conv.outputs()), conv.bias());
    return x.conv(weight, bias, stride, conv.kernelPx() / 2, x.dim(1).fixed() / s[1]);
  }

  /** {@code [B, C, H, W] -> [B, H*W, C]}. */
  static Value toTokens(Value map) {
    return map.reshape(map.dim(0), map.dim(1), map.dim(2).times(map.dim(3))).transpose(0, 2, 1);
  }

  /** {@code [B, side*side, C] -> [B, C, side, side]}. */
  static Value toMap(Value tokens, int side) {
    return tokens.transpose(0, 2, 1).reshape(tokens.dim(0), tokens.dim(2), side, side);
  }

  private Value gain(Value x, String name) {
    return weight(name + ".weight", x.dim(-1));
  }

  private Value bias(Value x, String name) {
    return weight(name + ".bias", x.dim(-1));
  }
}
