package io.masklet.models.registry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tracker must know of a model: every size of its tensors and every number of its policy, in
 * one place. Part of them lie in the reference's YAML files, part are set in its code
 * (sam2/build_sam.py#build_sam2_video_predictor); a port that reads only the YAML is quietly
 * different.
 *
 * @param modelSidePx side S of the square input; a multiple of 32
 * @param dModel width d of image embedding and object pointer: 256 in SAM 2, 128 in pocket
 * @param memDim width m of a memory token: 64
 * @param memoryTokens tokens T of one frame memory: {@code (S/16)^2}, or 512 in EdgeTAM
 * @param numMaskmem conditioning slot plus recent frames: 7
 * @param recentMemories frames before the current one whose memory attention sees, besides the
 *     prompted ones: 6 in SAM 2, 3 in pocket; at most {@code numMaskmem - 1}
 * @param maxObjectPointers how many frames back object pointers reach, plus one: 16
 * @param multimaskForTracking whether frames without a prompt choose the best of three masks by
 *     predicted IoU instead of taking the single-mask token
 * @param guidedEdges whether the edges of masks follow those of the picture when masks come to its
 *     size; helps a network whose own edges are coarse
 * @param appearance whether masks that a person gave teach what their objects look like, which then
 *     has a say in what is tracked; helps a network that was taught little
 * @param closerLook whether prompts are answered a second time from the part of the frame that they
 *     are about; helps a network whose input is small
 * @param boxInset the share of a box's sides that each of its edges is moved inward by before the
 *     network sees it, for one that fills boxes too well; 0 to below one half
 */
public record ModelSpec(
    int modelSidePx,
    int dModel,
    int memDim,
    int memoryTokens,
    int numMaskmem,
    int recentMemories,
    int maxObjectPointers,
    boolean multimaskForTracking,
    boolean guidedEdges,
    boolean appearance,
    boolean closerLook,
    double boxInset) {

  /** The same in every member of the family: rows of maskmem_tpos_enc. */
  public static final int NUM_MASKMEM = 7;

  /** The default of the reference, which no YAML changes. */
  public static final int MAX_OBJECT_POINTERS = 16;

  public ModelSpec {
    if (recentMemories < 1 || recentMemories >= numMaskmem) {
      throw new IllegalArgumentException(
          "recentMemories: expected 1 to %d, got %d".formatted(numMaskmem - 1, recentMemories));
    }
    if (!(boxInset >= 0 && boxInset < 0.5)) {
      throw new IllegalArgumentException("boxInset: expected 0 to below 0.5, got " + boxInset);
    }
  }

  static ModelSpec of(Fields fields) {
    return new ModelSpec(
        fields.integer("modelSidePx"),
        fields.integer("dModel"),
        fields.integer("memDim"),
        fields.integer("memoryTokens"),
        fields.integer("numMaskmem"),
        fields.integer("recentMemories"),
        fields.integer("maxObjectPointers"),
        fields.flag("multimaskForTracking"),
        fields.flag("guidedEdges"),
        fields.flag("appearance"),
        fields.flag("closerLook"),
        fields.number("boxInset"));
  }

  Map<String, Object> toMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("modelSidePx", modelSidePx);
    members.put("dModel", dModel);
    members.put("memDim", memDim);
    members.put("memoryTokens", memoryTokens);
    members.put("numMaskmem", numMaskmem);
    members.put("recentMemories", recentMemories);
    members.put("maxObjectPointers", maxObjectPointers);
    members.put("multimaskForTracking", multimaskForTracking);
    members.put("guidedEdges", guidedEdges);
    members.put("appearance", appearance);
    members.put("closerLook", closerLook);
    members.put("boxInset", boxInset);
    return members;
  }

  /** Side g of the image embedding, stride 16. */
  public int gridSide() {
    return modelSidePx / 16;
  }

  /** Side of the low-resolution mask logits, stride 4. */
  public int lowResSide() {
    return modelSidePx / 4;
  }
}
