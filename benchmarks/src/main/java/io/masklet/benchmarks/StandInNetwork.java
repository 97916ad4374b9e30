package io.masklet.benchmarks;

import io.masklet.core.mask.MaskLogits;
import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.network.Sam2Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network that costs next to nothing and has the shapes of a real one, to measure everything
 * around it: whatever is bright is the object. Its logits are as noisy as a real network's, so that
 * masks take as many bytes.
 */
final class StandInNetwork implements Sam2Network {

  /** Of normalised pixels. */
  private static final float BRIGHT = 0.5f;

  private static final float LOGITS_A_STEP = 6;
  private static final float NOISE_LOGITS = 0.25f;

  private final ModelSpec spec;
  private final FloatBuffer embedding;
  private final FloatBuffer highRes4;
  private final FloatBuffer highRes8;
  private final float[] noise;

  StandInNetwork(ModelSpec spec) {
    this.spec = spec;
    int cells = spec.gridSide() * spec.gridSide();
    this.embedding = direct(spec.dModel() * cells);
    this.highRes4 = direct(spec.dModel() / 8 * 16 * cells);
    this.highRes8 = direct(spec.dModel() / 4 * 4 * cells);
    this.noise = new float[16 * cells];
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = NOISE_LOGITS * (float) random.nextGaussian();
    }
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public ImageFeatures encodeImage(FloatBuffer pixels) {
    int side = spec.lowResSide();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        highRes4.put(y * side + x, pixels.get((4 * y + 2) * spec.modelSidePx() + 4 * x + 2));
      }
    }
    return new ImageFeatures(embedding, highRes4, highRes8, () -> {});
  }

  @Override
  public ConditionedFeatures attend(ImageFeatures features, List<MemoryWindow> windows) {
    return new ConditionedFeatures(windows.size(), features.embedding());
  }

  @Override
  public ConditionedFeatures withoutMemory(ImageFeatures features) {
    return new ConditionedFeatures(1, features.embedding());
  }

  @Override
  public List<MaskPrediction> decode(
      ImageFeatures features, ConditionedFeatures conditioned, List<DecoderPrompt> prompts) {
    List<MaskPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      predictions.add(bright(features.highRes4()));
    }
    return predictions;
  }

  private MaskPrediction bright(FloatBuffer picture) {
    int area = noise.length;
    float[] masks = new float[MaskPrediction.HYPOTHESES * area];
    boolean present = false;
    for (int i = 0; i < area; i++) {
      float logit = LOGITS_A_STEP * (picture.get(i) - BRIGHT) + noise[i];
      present |= logit > 0;
      for (int h = 0; h < MaskPrediction.HYPOTHESES; h++) {
        masks[h * area + i] = logit;
      }
    }
    float[] predictedIou = {0.9f, 0.8f, 0.8f, 0.8f};
    float[] pointers = new float[MaskPrediction.HYPOTHESES * spec.dModel()];
    return new MaskPrediction(spec.lowResSide(), masks, predictedIou, present ? 5 : -5, pointers);
  }

  @Override
  public ObjectPointer pointerOfMask(ImageFeatures features, MaskLogits mask) {
    return noObjectPointer();
  }

  @Override
  public ObjectPointer noObjectPointer() {
    return new ObjectPointer(new float[spec.dModel()]);
  }

  @Override
  public List<FrameMemory> remember(ImageFeatures features, List<MemoryRequest> requests) {
    return requests.stream()
        .map(request -> new FrameMemory(new float[spec.memoryTokens() * spec.memDim()]))
        .toList();
  }

  @Override
  public void close() {}
}
