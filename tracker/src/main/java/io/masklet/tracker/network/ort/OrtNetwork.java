package io.masklet.tracker.network.ort;

import io.masklet.core.mask.MaskLogits;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.NetworkException;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.network.Sam2Network;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A model's four graphs on ONNX Runtime. See {@link Sam2Network} for the contract. */
public final class OrtNetwork implements Sam2Network {

  private final ModelSpec spec;
  private final String deviceLine;
  private final OrtGraph imageEncoder;
  private final MemoryAttentionGraph memoryAttention;
  private final MaskDecoderGraph maskDecoder;
  private final MemoryEncoderGraph memoryEncoder;
  private final MaskDownsample maskDownsample;
  private final float[] noMemoryEmbedding;
  private final ObjectPointer noObjectPointer;
  private final DirectBuffers scratch = new DirectBuffers();
  private final Deque<FloatBuffer[]> freeFeatures = new ArrayDeque<>();

  private OrtNetwork(BuiltModel model, OrtSessions sessions) {
    this.spec = model.spec();
    this.deviceLine = sessions.deviceLine();
    this.imageEncoder = sessions.open(model, BuiltModel.IMAGE_ENCODER);
    this.memoryAttention =
        new MemoryAttentionGraph(spec, sessions.open(model, BuiltModel.MEMORY_ATTENTION), scratch);
    this.maskDecoder =
        new MaskDecoderGraph(spec, sessions.open(model, BuiltModel.MASK_DECODER), scratch);
    this.memoryEncoder =
        new MemoryEncoderGraph(spec, sessions.open(model, BuiltModel.MEMORY_ENCODER), scratch);
    this.maskDownsample =
        new MaskDownsample(
            model.constant("mask_downsample.weight"), model.constant("mask_downsample.bias")[0]);
    this.noMemoryEmbedding = model.constant("no_mem_embed");
    this.noObjectPointer = new ObjectPointer(model.constant("no_obj_ptr"));
  }

  /**
   * Opens a model. The caller closes it.
   *
   * @param model of the {@linkplain #variant variant} that suits the options; exact graphs for
   *     another device run as well, but not as fast
   * @throws NetworkException if a graph cannot be loaded, the device that was demanded cannot be
   *     had, or the graphs are not of the precision asked for
   */
  public static OrtNetwork open(BuiltModel model, RuntimeOptions options) {
    boolean int8 = model.variant() == GraphVariant.CPU_INT8;
    if (int8 != (options.precision() == Precision.INT8)) {
      throw new NetworkException(
          "Opening %s in %s: expected graphs of that precision, got %s; build them for what OrtNetwork.variant(options) says."
              .formatted(model.name(), options.precision(), model.variant().text()));
    }
    return new OrtNetwork(model, new OrtSessions(options));
  }

  /**
   * The graphs to build for {@code options}: looks which devices there are.
   *
   * @throws NetworkException if the device that was demanded cannot be had
   */
  public static GraphVariant variant(RuntimeOptions options) {
    return DeviceChoice.of(options).variant();
  }

  /** One line for people: the device this runs on, and why not the other. */
  public String deviceLine() {
    return deviceLine;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public ImageFeatures encodeImage(FloatBuffer pixels) {
    int s = spec.modelSidePx();
    int g = spec.gridSide();
    int d = spec.dModel();
    FloatBuffer[] out = freeFeatures.isEmpty() ? allocateFeatures() : freeFeatures.pop();
    imageEncoder
        .call()
        .in("pixels", pixels, 1, 3, s, s)
        .out("image_embedding", out[0], 1, d, g, g)
        .out("high_res_4", out[1], 1, d / 8, 4 * g, 4 * g)
        .out("high_res_8", out[2], 1, d / 4, 2 * g, 2 * g)
        .run();
    return new ImageFeatures(out[0], out[1], out[2], () -> freeFeatures.push(out));
  }

  private FloatBuffer[] allocateFeatures() {
    int cells = spec.gridSide() * spec.gridSide();
    int d = spec.dModel();
    return new FloatBuffer[] {
      DirectBuffers.allocateFloats(d * cells),
      DirectBuffers.allocateFloats(d / 8 * 16 * cells),
      DirectBuffers.allocateFloats(d / 4 * 4 * cells)
    };
  }

  @Override
  public ConditionedFeatures attend(ImageFeatures features, List<MemoryWindow> windows) {
    return memoryAttention.attend(features, windows);
  }

  @Override
  public ConditionedFeatures withoutMemory(ImageFeatures features) {
    int cells = spec.gridSide() * spec.gridSide();
    FloatBuffer sum = scratch.floats("conditioned", spec.dModel() * cells);
    FloatBuffer embedding = features.embedding();
    for (int channel = 0, i = 0; channel < spec.dModel(); channel++) {
      float bias = noMemoryEmbedding[channel];
      for (int cell = 0; cell < cells; cell++, i++) {
        sum.put(i, embedding.get(i) + bias);
      }
    }
    return new ConditionedFeatures(1, sum);
  }

  @Override
  public List<MaskPrediction> decode(
      ImageFeatures features, ConditionedFeatures conditioned, List<DecoderPrompt> prompts) {
    return maskDecoder.decode(features, conditioned, prompts);
  }

  // Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam2_base.py#_use_mask_as_output
  @Override
  public ObjectPointer pointerOfMask(ImageFeatures features, MaskLogits mask) {
    DecoderPrompt none = DecoderPrompt.none();
    DecoderPrompt prompt =
        new DecoderPrompt(none.points(), none.labels(), maskDownsample.apply(mask));
    ConditionedFeatures raw = new ConditionedFeatures(1, features.embedding());
    MaskPrediction prediction = maskDecoder.decode(features, raw, List.of(prompt)).get(0);
    return prediction.objectScore() > 0 ? prediction.pointer(0) : noObjectPointer;
  }

  @Override
  public ObjectPointer noObjectPointer() {
    return noObjectPointer;
  }

  @Override
  public List<FrameMemory> remember(ImageFeatures features, List<MemoryRequest> requests) {
    return memoryEncoder.remember(features, requests);
  }

  @Override
  public void close() {
    imageEncoder.close();
    memoryAttention.close();
    maskDecoder.close();
    memoryEncoder.close();
  }
}
