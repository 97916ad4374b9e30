package io.masklet.tracker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.models.registry.ModelSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every network must do; run on the fake one and on the real one. */
public abstract class Sam2NetworkContract {

  /** Batched and single runs may order their sums differently. */
  private static final float TOLERANCE = 2e-3f;

  protected Sam2Network network;
  protected ModelSpec spec;
  private ImageFeatures features;

  /** A network of its own for each test; closed by the contract. */
  protected abstract Sam2Network open();

  @BeforeEach
  void encode() {
    network = open();
    spec = network.spec();
    features = network.encodeImage(pixels(1));
  }

  @AfterEach
  void close() {
    features.close();
    network.close();
  }

  @Test
  void encodeImage_givesTheThreeMaps() {
    int cells = spec.gridSide() * spec.gridSide();
    assertThat(features.embedding().capacity()).isEqualTo(spec.dModel() * cells);
    assertThat(features.highRes4().capacity()).isEqualTo(spec.dModel() / 8 * 16 * cells);
    assertThat(features.highRes8().capacity()).isEqualTo(spec.dModel() / 4 * 4 * cells);
  }

  @Test
  void encodeImage_samePixels_sameFeatures() {
    try (ImageFeatures again = network.encodeImage(pixels(1))) {
      assertThat(copy(again.embedding())).containsExactly(copy(features.embedding()));
      assertThat(copy(again.highRes4())).containsExactly(copy(features.highRes4()));
    }
  }

  @Test
  void attend_severalObjects_givesEachWhatItGetsAlone() {
    // Two windows of one layout around one of another, so that batching must keep them apart.
    List<MemoryWindow> windows = List.of(window(1, 1), window(3, 2), window(1, 3));
    float[] together = copy(network.attend(features, windows).values());
    int perObject = together.length / windows.size();
    for (int i = 0; i < windows.size(); i++) {
      float[] alone = copy(network.attend(features, List.of(windows.get(i))).values());
      assertClose(part(together, i, perObject), alone);
    }
  }

  @Test
  void attend_withoutPointers_works() {
    MemoryWindow window = new MemoryWindow(window(1, 1).memories(), List.of());
    assertThat(network.attend(features, List.of(window)).batch()).isEqualTo(1);
  }

  @Test
  void decode_severalPrompts_givesEachWhatItGetsAlone() {
    List<DecoderPrompt> prompts = List.of(DecoderPrompt.none(), clicks(2), DecoderPrompt.none());
    ConditionedFeatures conditioned =
        network.attend(features, List.of(window(1, 1), window(1, 2), window(1, 3)));
    List<MaskPrediction> together = network.decode(features, conditioned, prompts);
    for (int i = 0; i < prompts.size(); i++) {
      ConditionedFeatures own = network.attend(features, List.of(window(1, i + 1)));
      MaskPrediction alone = network.decode(features, own, List.of(prompts.get(i))).get(0);
      assertClose(together.get(i).masks(), alone.masks());
      assertClose(together.get(i).pointers(), alone.pointers());
      assertThat(together.get(i).objectScore()).isCloseTo(alone.objectScore(), within(TOLERANCE));
    }
  }

  @Test
  void decode_previousLogits_areSeen() {
    MaskPrediction without = click(null);
    MaskPrediction with = click(MaskLogits.filled(Size.square(spec.lowResSide()), 10f));
    assertThat(with.masks()).hasSameSizeAs(without.masks());
  }

  @Test
  void remember_severalMasks_givesEachWhatItGetsAlone() {
    List<MemoryRequest> requests =
        List.of(
            request(1, MaskOrigin.PROPAGATED, 3),
            request(2, MaskOrigin.PROMPTED, 3),
            request(1, MaskOrigin.PROPAGATED, -3));
    List<FrameMemory> together = network.remember(features, requests);
    for (int i = 0; i < requests.size(); i++) {
      FrameMemory alone = network.remember(features, List.of(requests.get(i))).get(0);
      assertThat(alone.tokens()).hasSize(spec.memoryTokens() * spec.memDim());
      assertClose(together.get(i).tokens(), alone.tokens());
    }
  }

  @Test
  void pointerOfMask_hasTheWidthOfTheModel() {
    MaskLogits mask = MaskLogits.filled(Size.square(spec.modelSidePx()), 1f);
    assertThat(network.pointerOfMask(features, mask).values()).hasSize(spec.dModel());
    assertThat(network.noObjectPointer().values()).hasSize(spec.dModel());
  }

  protected ImageFeatures features() {
    return features;
  }

  /** A memory window of {@code frames} memories and as many pointers, from real memories. */
  protected MemoryWindow window(int frames, int seed) {
    List<MemoryWindow.MemorySlot> memories = new ArrayList<>();
    List<MemoryWindow.PointerSlot> pointers = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      MemoryRequest request = request(seed + i, MaskOrigin.PROPAGATED, 3);
      FrameMemory memory = network.remember(features, List.of(request)).get(0);
      memories.add(new MemoryWindow.MemorySlot(memory, i == 0 ? spec.numMaskmem() - 1 : i - 1));
      float[] pointer = new float[spec.dModel()];
      pointer[seed % pointer.length] = seed;
      pointers.add(new MemoryWindow.PointerSlot(new ObjectPointer(pointer), (i + 1) / 15f));
    }
    return new MemoryWindow(memories, pointers);
  }

  /** A request for a blob of logits that depends on the seed. */
  protected MemoryRequest request(int seed, MaskOrigin origin, float objectScore) {
    int side = spec.lowResSide();
    float[] logits = new float[side * side];
    int edge = side / (seed + 1);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % side < edge && i / side < edge ? 4 : -4;
    }
    return new MemoryRequest(new MaskLogits(Size.square(side), logits), origin, objectScore);
  }

  private MaskPrediction click(@org.jspecify.annotations.Nullable MaskLogits previous) {
    DecoderPrompt one = clicks(1);
    DecoderPrompt prompt = new DecoderPrompt(one.points(), one.labels(), previous);
    return network.decode(features, network.withoutMemory(features), List.of(prompt)).get(0);
  }

  private DecoderPrompt clicks(int count) {
    List<Click> clicks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clicks.add(new Click(new Point(20 + 10 * i, 30), i % 2 == 0));
    }
    int side = spec.modelSidePx();
    return DecoderPrompt.of(
        new Prompt.Points(Optional.empty(), clicks),
        new VideoToModel(Size.square(side), side),
        null);
  }

  /** Smooth pseudo-random pixels, as normalised pictures have. */
  protected FloatBuffer pixels(int seed) {
    int side = spec.modelSidePx();
    SplittableRandom random = new SplittableRandom(seed);
    FloatBuffer pixels =
        ByteBuffer.allocateDirect(3 * side * side * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < pixels.capacity(); i++) {
      double wave = Math.sin(i % side * 0.05 * seed) + Math.cos(i / (double) side * 0.03);
      pixels.put(i, (float) (wave + 0.1 * random.nextDouble()));
    }
    return pixels;
  }

  protected static float[] copy(FloatBuffer buffer) {
    float[] values = new float[buffer.limit()];
    buffer.get(0, values);
    return values;
  }

  private static float[] part(float[] all, int index, int length) {
    return java.util.Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      boolean bothNothing = Float.isNaN(actual[i]) && Float.isNaN(expected[i]);
      worst = bothNothing ? worst : Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).as("largest difference").isLessThan(TOLERANCE);
  }
}
