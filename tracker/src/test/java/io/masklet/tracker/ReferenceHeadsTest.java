package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.testing.NanoModel;
import io.masklet.tracker.ImageSegmenter.Candidate;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a prompt to the mask and pointer that are kept, against what the reference implementation
 * made of the same features on three small networks.
 */
class ReferenceHeadsTest {

  private static final double MASK_TOLERANCE = 1e-3;
  private static final double TOLERANCE = 1e-4;

  /** Every how many-th logit at the picture's size is written down. */
  private static final int LOGIT_STEP = 37;

  /** How much {@code sam.click1_absent} lowers the object score. */
  private static final float ABSENT_SHIFT = 20f;

  private static final List<String> CASES =
      List.of("none", "click1", "clicks3", "box", "box_click", "mask", "click1_mask");

  private static final Click CLICK = Click.positive(38, 46);
  private static final Box BOX = new Box(20, 28, 57, 65);

  private static final List<Sam2Network> OPEN = new ArrayList<>();

  @AfterAll
  static void closeNetworks() {
    OPEN.forEach(Sam2Network::close);
    OPEN.clear();
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void choice_everyPrompt_isTheReferences(NanoModel model) {
    Sam2Network network = open(model);
    StateDict heads = HeadGoldens.of(model);
    for (String prompt : CASES) {
      MaskPrediction prediction = decode(network, model.goldens(), prompt);
      float[] three = Arrays.copyOfRange(prediction.predictedIou(), 1, MaskPrediction.HYPOTHESES);
      MaskChoice best = MaskChoice.bestOfThree(prediction, network.noObjectPointer());
      requireChoice(best, three, heads, "sam." + prompt + ".multi.");
      MaskChoice single = MaskChoice.single(prediction, network.noObjectPointer());
      float[] one = {single.predictedIou()};
      requireChoice(single, one, heads, "sam." + prompt + ".single.");
    }
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void choice_objectAbsent_isEmptyWithTheReferencesPointer(NanoModel model) {
    Sam2Network network = open(model);
    MaskPrediction seen = decode(network, model.goldens(), "click1");
    MaskPrediction absent =
        new MaskPrediction(
            seen.lowResSide(),
            seen.masks(),
            seen.predictedIou(),
            seen.objectScore() - ABSENT_SHIFT,
            seen.pointers());
    MaskChoice choice = MaskChoice.bestOfThree(absent, network.noObjectPointer());
    requireStep(choice, HeadGoldens.of(model), "sam.click1_absent.multi.");
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void givenMask_isItselfTheOutput_withTheReferencesPointer(NanoModel model) {
    MaskLogits given =
        new MaskLogits(Size.square(128), HeadGoldens.rules().get("maskout.input").floats());
    MaskChoice choice = choiceOf(given.toBitmap(), model);
    assertThat(choice.hypothesis()).isEqualTo(MaskChoice.GIVEN);
    assertThat(choice.predictedIou()).isEqualTo(1f);
    requireStep(choice, HeadGoldens.of(model), "maskout.");
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void givenMask_empty_hasTheReferencesPointerOfAbsence(NanoModel model) {
    MaskChoice choice = choiceOf(new Bitmap(Size.square(128)), model);
    requireStep(choice, HeadGoldens.of(model), "maskout_empty.");
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void imageSegmenter_click_givesTheReferencesThreeAnswers(NanoModel model) {
    StateDict heads = HeadGoldens.of(model);
    List<Candidate> found;
    try (Frame picture = new GoldenClip().get(0)) {
      Prompt.Points prompt = new Prompt.Points(Optional.empty(), List.of(CLICK));
      found = new ImageSegmenter(open(model)).segment(picture, prompt).candidates();
    }
    float[] ious = heads.get("image_predictor.click_multi.ious").floats();
    float[] logits = heads.get("image_predictor.click_multi.mask_logits").floats();
    int perMask = logits.length / ious.length;
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    order.sort(Comparator.comparingDouble(i -> -ious[i]));
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      float[] expected = Arrays.copyOfRange(logits, i * perMask, (i + 1) * perMask);
      assertThat(found.get(rank).predictedIou() - ious[i]).isBetween(-1e-4f, 1e-4f);
      requireClose("mask " + i, sampled(found.get(rank).logits()), expected, MASK_TOLERANCE);
    }
  }

  /** One answer for a picture: the single mask unless it is unstable, at the picture's size. */
  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void picture_oneAnswer_isTheReferences(NanoModel model) {
    Prompt.Points click = new Prompt.Points(Optional.empty(), List.of(CLICK));
    Prompt.Points box = new Prompt.Points(Optional.of(BOX), List.of());
    Prompt.Points both = new Prompt.Points(Optional.of(BOX), List.of(Click.negative(38, 46)));
    requireOneAnswer(model, "click_single", click);
    requireOneAnswer(model, "box", box);
    requireOneAnswer(model, "box_click", both);
  }

  private static void requireOneAnswer(NanoModel model, String name, Prompt.Points prompt) {
    Sam2Network network = open(model);
    FramePreprocessor preprocessor = new FramePreprocessor(128);
    try (Frame picture = new GoldenClip().get(0)) {
      preprocessor.load(picture);
    }
    MaskPrediction prediction;
    try (ImageFeatures features = network.encodeImage(preprocessor.pixels())) {
      DecoderPrompt tokens = DecoderPrompt.of(prompt, new VideoToModel(GoldenClip.SIZE, 128), null);
      prediction =
          network.decode(features, network.withoutMemory(features), List.of(tokens)).get(0);
    }
    int chosen = MaskChoice.single(prediction, network.noObjectPointer()).hypothesis();
    StateDict heads = HeadGoldens.of(model);
    String golden = "image_predictor." + name + ".";
    float[] iou = {prediction.predictedIou()[chosen]};
    MaskLogits logits = prediction.logits(chosen);
    requireClose(name, iou, heads.get(golden + "ious").floats(), TOLERANCE);
    requireClose(
        name, forRefining(logits), heads.get(golden + "low_res_logits").floats(), MASK_TOLERANCE);
    requireClose(
        name,
        sampled(Resample.bilinear(logits, GoldenClip.SIZE)),
        heads.get(golden + "mask_logits").floats(),
        MASK_TOLERANCE);
  }

  private static Sam2Network open(NanoModel model) {
    Sam2Network network = NanoNetwork.open(model);
    OPEN.add(network);
    return network;
  }

  private static MaskPrediction decode(Sam2Network network, StateDict goldens, String prompt) {
    float[] points = goldens.get("prompt." + prompt + ".coords").floats();
    float[] labels = goldens.get("prompt." + prompt + ".labels").floats();
    long[] padded = new long[labels.length + 1];
    Arrays.fill(padded, -1);
    for (int i = 0; i < labels.length; i++) {
      padded[i] = (long) labels[i];
    }
    MaskLogits mask = null;
    if (prompt.endsWith("mask")) {
      mask = new MaskLogits(Size.square(32), goldens.get("prompt.mask_input").floats());
    }
    DecoderPrompt tokens =
        new DecoderPrompt(Arrays.copyOf(points, 2 * padded.length), padded, mask);
    ConditionedFeatures conditioned =
        new ConditionedFeatures(1, direct(goldens, "dec.image_embed_with_no_mem"));
    return network.decode(features(goldens), conditioned, List.of(tokens)).get(0);
  }

  private static MaskChoice choiceOf(Bitmap mask, NanoModel model) {
    Sam2Network network = open(model);
    TrackerConfig config = TrackerConfig.reference(network.spec());
    Prompter prompter =
        new Prompter(network, new MemorySelector(network.spec(), 8, Long.MAX_VALUE, false), config);
    ObjectTrack track = new ObjectTrack(new ObjectId(1));
    Frame picture = Frame.allocate(0, 0, mask.size());
    prompter.apply(Prompt.mask(mask), track, picture, features(model.goldens()), 0);
    TrackStep step = Objects.requireNonNull(track.at(0));
    return step.choice();
  }

  private static ImageFeatures features(StateDict goldens) {
    return new ImageFeatures(
        direct(goldens, "enc.frame0.level2"),
        direct(goldens, "enc.frame0.level0"),
        direct(goldens, "enc.frame0.level1"),
        () -> {});
  }

  private static FloatBuffer direct(StateDict goldens, String name) {
    float[] values = goldens.get(name).floats();
    return ByteBuffer.allocateDirect(values.length * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(values)
        .rewind();
  }

  /** The reference clamps what it hands out for the next prompt. */
  private static float[] forRefining(MaskLogits logits) {
    float[] clamped = logits.values().clone();
    for (int i = 0; i < clamped.length; i++) {
      clamped[i] = Math.max(-32f, Math.min(32f, clamped[i]));
    }
    return clamped;
  }

  private static float[] sampled(MaskLogits logits) {
    float[] sampled = new float[(logits.values().length + LOGIT_STEP - 1) / LOGIT_STEP];
    for (int i = 0; i < sampled.length; i++) {
      sampled[i] = logits.values()[i * LOGIT_STEP];
    }
    return sampled;
  }

  private static void requireChoice(
      MaskChoice choice, float[] ious, StateDict heads, String golden) {
    requireClose(golden + "ious", ious, heads.get(golden + "ious").floats(), TOLERANCE);
    requireStep(choice, heads, golden);
  }

  private static void requireStep(MaskChoice choice, StateDict heads, String golden) {
    requireClose(
        golden + "low_res_masks",
        choice.logits().values(),
        heads.get(golden + "low_res_masks").floats(),
        MASK_TOLERANCE);
    requireClose(
        golden + "obj_ptr",
        choice.pointer().values(),
        heads.get(golden + "obj_ptr").floats(),
        TOLERANCE);
    requireClose(
        golden + "object_score",
        new float[] {choice.objectScore()},
        heads.get(golden + "object_score").floats(),
        TOLERANCE);
  }

  private static void requireClose(
      String what, float[] actual, float[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs((double) actual[i] - expected[i]));
    }
    assertThat(largest).as(what).isLessThan(tolerance);
  }
}
