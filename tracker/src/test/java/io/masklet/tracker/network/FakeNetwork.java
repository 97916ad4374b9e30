package io.masklet.tracker.network;

import io.masklet.core.mask.MaskLogits;
import io.masklet.models.registry.ModelSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A network of two thoughts: an object is what has its grey level, and memory is that grey level.
 * Small enough to follow by hand, real enough that a tracker on top of it tracks.
 *
 * <p>Layout: {@code highRes4} holds the grey picture at stride 4; an object pointer and the first
 * number of a memory hold the object's grey; the first number of conditioned features is the grey
 * searched for, the second one, which has a say in the object score, is a trace of all that was
 * looked at.
 */
public final class FakeNetwork implements Sam2Network {

  /** Greys closer than this are the same object. */
  private static final float TOLERANCE = 0.2f;

  /** Remembered of an object that was not there; nothing has it. */
  private static final float NO_GREY = 1000;

  private static final ModelSpec SPEC = spec(false, false, false, 0);

  private final ModelSpec spec;
  private final boolean stubborn;
  private final boolean blunt;
  private int encodedImages;
  private int openFeatures;
  private int attendCalls;

  public FakeNetwork() {
    this(false);
  }

  /**
   * @param guidedEdges what its {@link ModelSpec} says of it
   */
  public FakeNetwork(boolean guidedEdges) {
    this(spec(guidedEdges, false, false, 0), false, false);
  }

  private FakeNetwork(ModelSpec spec, boolean stubborn, boolean blunt) {
    this.spec = spec;
    this.stubborn = stubborn;
    this.blunt = blunt;
  }

  private static ModelSpec spec(
      boolean guidedEdges, boolean appearance, boolean closerLook, double boxInset) {
    return new ModelSpec(
        64, 8, 4, 16, 7, 6, 16, false, guidedEdges, appearance, closerLook, boxInset);
  }

  /**
   * One that is never sure and sees everything a cell too far to the left.
   *
   * @param appearance what its {@link ModelSpec} says of it
   */
  public static FakeNetwork blunt(boolean appearance) {
    return new FakeNetwork(spec(false, appearance, false, 0), false, true);
  }

  /** One whose prompts are answered from near, too. */
  public static FakeNetwork lookingCloser() {
    return new FakeNetwork(spec(false, false, true, 0), false, false);
  }

  /** One that is shown boxes this much smaller than they are. */
  public static FakeNetwork insettingBoxes(double share) {
    return new FakeNetwork(spec(false, false, false, share), false, false);
  }

  /** One that goes on seeing what it remembers, wherever a person clicks. */
  public static FakeNetwork stubborn() {
    return new FakeNetwork(SPEC, true, false);
  }

  public int encodedImages() {
    return encodedImages;
  }

  public int openFeatures() {
    return openFeatures;
  }

  public int attendCalls() {
    return attendCalls;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public ImageFeatures encodeImage(FloatBuffer pixels) {
    encodedImages++;
    openFeatures++;
    int side = SPEC.lowResSide();
    FloatBuffer grey = direct(side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        grey.put(y * side + x, pixels.get((4 * y + 2) * SPEC.modelSidePx() + 4 * x + 2));
      }
    }
    int cells = SPEC.gridSide() * SPEC.gridSide();
    return new ImageFeatures(
        direct(SPEC.dModel() * cells), grey, direct(2 * 4 * cells), () -> openFeatures--);
  }

  @Override
  public ConditionedFeatures attend(ImageFeatures features, List<MemoryWindow> windows) {
    attendCalls++;
    FloatBuffer values = direct(windows.size() * perObject());
    for (int i = 0; i < windows.size(); i++) {
      values.put(i * perObject(), greyRemembered(windows.get(i)));
      values.put(i * perObject() + 1, trace(windows.get(i)));
    }
    return new ConditionedFeatures(windows.size(), values);
  }

  /** What the youngest pointer says; without pointers, what the first memory says. */
  private static float greyRemembered(MemoryWindow window) {
    return window.pointers().stream()
        .min(Comparator.comparing(MemoryWindow.PointerSlot::time))
        .map(slot -> slot.pointer().values()[0])
        .orElseGet(() -> window.memories().get(0).memory().tokens()[0]);
  }

  /** A number that nearly always differs where anything else was looked at. */
  private static float trace(MemoryWindow window) {
    double sum = 0;
    for (MemoryWindow.MemorySlot slot : window.memories()) {
      sum = 1.7 * sum + slot.memory().tokens()[0] + slot.temporalIndex();
    }
    for (MemoryWindow.PointerSlot slot : window.pointers()) {
      sum = 1.7 * sum + slot.pointer().values()[0] + slot.time();
    }
    return 0.01f * (float) Math.sin(sum);
  }

  @Override
  public ConditionedFeatures withoutMemory(ImageFeatures features) {
    FloatBuffer values = direct(perObject());
    values.put(0, Float.NaN);
    return new ConditionedFeatures(1, values);
  }

  @Override
  public List<MaskPrediction> decode(
      ImageFeatures features, ConditionedFeatures conditioned, List<DecoderPrompt> prompts) {
    List<MaskPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      DecoderPrompt prompt = prompts.get(i);
      float remembered = conditioned.values().get(i * perObject());
      boolean listens = prompt.labels()[0] >= 0 && (!stubborn || Float.isNaN(remembered));
      float grey = listens ? greyAt(features, prompt) : remembered;
      // masks that were accepted stay, whatever tolerance earlier runs had: those have no trace
      float trace = prompt.labels()[0] >= 0 ? 0 : conditioned.values().get(i * perObject() + 1);
      predictions.add(predict(features, grey, trace));
    }
    return predictions;
  }

  private static float greyAt(ImageFeatures features, DecoderPrompt prompt) {
    int side = SPEC.lowResSide();
    int x = (int) (prompt.points()[0] / 4);
    int y = (int) (prompt.points()[1] / 4);
    return features.highRes4().get(y * side + x);
  }

  private MaskPrediction predict(ImageFeatures features, float grey, float trace) {
    int area = SPEC.lowResSide() * SPEC.lowResSide();
    float[] masks = new float[4 * area];
    boolean present = false;
    for (int i = 0; i < area; i++) {
      int seen = blunt ? Math.min(i + 1, area - 1) : i;
      boolean same = Math.abs(features.highRes4().get(seen) - grey) < TOLERANCE;
      present |= same;
      for (int h = 0; h < 4; h++) {
        masks[h * area + i] = (same ? 5 : -5) * (blunt ? 0.02f : 1);
      }
    }
    float[] pointers = new float[4 * SPEC.dModel()];
    Arrays.fill(pointers, grey);
    return new MaskPrediction(
        SPEC.lowResSide(),
        masks,
        new float[] {0.9f, 0.5f, 0.8f, 0.7f},
        present ? 3 + trace : -3 + trace,
        pointers);
  }

  @Override
  public ObjectPointer pointerOfMask(ImageFeatures features, MaskLogits mask) {
    float sum = 0;
    int count = 0;
    int side = SPEC.lowResSide();
    for (int i = 0; i < side * side; i++) {
      if (mask.values()[(4 * (i / side) + 2) * SPEC.modelSidePx() + 4 * (i % side) + 2] > 0) {
        sum += features.highRes4().get(i);
        count++;
      }
    }
    return pointer(count == 0 ? NO_GREY : sum / count);
  }

  @Override
  public ObjectPointer noObjectPointer() {
    return pointer(NO_GREY);
  }

  private static ObjectPointer pointer(float grey) {
    float[] values = new float[SPEC.dModel()];
    Arrays.fill(values, grey);
    return new ObjectPointer(values);
  }

  @Override
  public List<FrameMemory> remember(ImageFeatures features, List<MemoryRequest> requests) {
    return requests.stream().map(request -> remember(features, request)).toList();
  }

  private static FrameMemory remember(ImageFeatures features, MemoryRequest request) {
    float sum = 0;
    int count = 0;
    for (int i = 0; i < request.logits().values().length; i++) {
      if (request.logits().values()[i] > 0) {
        sum += features.highRes4().get(i);
        count++;
      }
    }
    float[] tokens = new float[SPEC.memoryTokens() * SPEC.memDim()];
    tokens[0] = count == 0 ? NO_GREY : sum / count;
    return new FrameMemory(tokens);
  }

  @Override
  public void close() {}

  private static int perObject() {
    return SPEC.dModel() * SPEC.gridSide() * SPEC.gridSide();
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
