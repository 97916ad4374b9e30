package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.Arrays;

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

  private final GraphBuilder graph;
  private final StateDict weights;

  Layers(GraphBuilder graph, StateDict weights) {
    this.graph = graph;
    this.weights = weights;
  }

  GraphBuilder graph() {
    return graph;
  }

  StateDict weights() {
    return weights;
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
    return matMul(x, name, map)
        .add(graph.constant(name + ".bias", Shape.of(map.out()), map.bias()));
  }

  /** {@code [.., in] -> [.., out]} with the weights {@code name.weight} alone. */
  Value matMul(Value x, String name) {
    return matMul(x, name, Affine.unbiased(weights, name));
  }

  /** {@link #linear} without its bias. */
  Value matMul(Value x, String name, Affine map) {
    return x.matMul(
        graph.constant(name + ".weight.T", Shape.of(map.in(), map.out()), map.transposed()));
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
    return x.shape().rank() == 3
        ? x.addAndNorm(x, gain, bias, 4 * epsilon).norm()
        : x.layerNorm(gain, bias, epsilon);
  }

  /** The residual sum and its norm, as every transformer block wants them. */
  Value.Normalized addAndNorm(Value x, Value skip, String name) {
    return addAndNorm(x, skip, name, TOKEN_EPSILON);
  }

  Value.Normalized addAndNorm(Value x, Value skip, String name, float epsilon) {
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
