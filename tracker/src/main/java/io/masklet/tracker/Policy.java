package io.masklet.tracker;

import io.masklet.core.prompt.Prompt;
import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.image.MaskEdges;

/**
 * Where Masklet and the reference part ways: what becomes of prompts and memories. {@link #masklet}
 * is the default; {@link #reference} does what the reference does, its faults included, so that its
 * results can be had and compared. docs/parity.md tells the differences one by one.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py, and for shared frames
 * sam2/sam2_video_predictor_legacy.py, which facebookresearch/EdgeTAM@9cc44bf has too.
 *
 * @param correctionsCondition whether a prompt on a frame that was tracked makes it a conditioning
 *     frame, which keeps its mask. In the reference it does not, unless it is built with {@code
 *     add_all_frames_to_correct_as_cond}: the next propagation overwrites the correction
 * @param sharedFrames whether objects are one batch with the same conditioning frames, as in the
 *     reference's legacy predictor: an object without a prompt on such a frame counts as absent
 *     there, none can be added once tracking has begun, and corrections are kept
 * @param verbatim whether all the small things are done as in the reference: a mask so far helps to
 *     refine even a new box, holes in given masks are filled, given masks win no pixels over surer
 *     ones, objects are tracked on frames before their first prompt, all conditioning frames are
 *     looked at, a frame corrected twice looks at its own memory, masks do not follow the picture's
 *     edges, what objects look like is not learned, prompts are answered once, boxes are seen as
 *     drawn
 * @param bfloat16Memories whether frame memories are rounded to bfloat16
 */
public record Policy(
    boolean correctionsCondition,
    boolean sharedFrames,
    boolean verbatim,
    boolean bfloat16Memories) {

  /** Every prompted frame is a conditioning frame and keeps its mask. */
  public static Policy masklet() {
    return new Policy(true, false, false, false);
  }

  /**
   * What the reference does with this model: its predictor of December 2024 for SAM 2, the one
   * before for EdgeTAM, which is known by its compressed memories.
   */
  public static Policy reference(ModelSpec spec) {
    boolean edgeTam = spec.memoryTokens() != spec.gridSide() * spec.gridSide();
    return new Policy(false, edgeTam, true, true);
  }

  /** The same with {@code add_all_frames_to_correct_as_cond}. */
  public Policy withCorrectionsAsConditioning() {
    return new Policy(true, sharedFrames, verbatim, bfloat16Memories);
  }

  /** The same with memories as the network made them. */
  public Policy withFloat32Memories() {
    return new Policy(correctionsCondition, sharedFrames, verbatim, false);
  }

  /** What brings frames to the network: for the reference, its own resizing. */
  FramePreprocessor newPreprocessor(ModelSpec spec) {
    return verbatim
        ? FramePreprocessor.ofReference(spec.modelSidePx())
        : new FramePreprocessor(spec.modelSidePx());
  }

  /** Whether given masks teach what their objects look like. */
  boolean learnsAppearance(ModelSpec spec) {
    return !verbatim && spec.appearance();
  }

  /** A prompt as the network is to see it. */
  Prompt.Points seen(Prompt.Points prompt, ModelSpec spec) {
    return verbatim ? prompt : prompt.withBox(box -> box.inset(spec.boxInset()));
  }

  /** Whether prompts are answered a second time, from near. */
  boolean looksCloser(ModelSpec spec) {
    return !verbatim && spec.closerLook();
  }

  /** What brings masks to the size of the frame: for the reference, its own resizing. */
  public MaskEdges newEdges(ModelSpec spec) {
    return verbatim || !spec.guidedEdges() ? MaskEdges.plain() : MaskEdges.guided();
  }
}
