package io.masklet.tracker.network;

import io.masklet.core.mask.MaskLogits;
import io.masklet.models.registry.ModelSpec;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The network as the tracker sees it: four calls (encode the image, attend to memory, decode masks,
 * remember) and the values they carry. Objects go in lists: one call serves all objects of a frame
 * over image features computed once.
 *
 * <p>Shapes use S (side of the input), g = S/16, d, m and T as in {@link ModelSpec}, and B for the
 * number of objects in the call. All numbers are float32.
 *
 * <p><b>Threads.</b> One caller at a time. <b>Ownership.</b> Arguments are read, never kept;
 * results belong to the caller.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam2_base.py.
 */
public interface Sam2Network extends AutoCloseable {

  /** Sizes and policy of the model behind this network. */
  ModelSpec spec();

  /**
   * Encodes one picture; once per frame, whatever the number of objects.
   *
   * @param pixels direct buffer {@code [1, 3, S, S]}: RGB planes, {@code (value/255 - mean) / std}
   * @return features the caller must close
   */
  ImageFeatures encodeImage(FloatBuffer pixels);

  /**
   * Fuses the image embedding with what each object remembers.
   *
   * @param windows one a object; each with at least one frame memory
   * @return {@code [B, d, g, g]} in the order of {@code windows}
   */
  ConditionedFeatures attend(ImageFeatures features, List<MemoryWindow> windows);

  /**
   * What takes the place of {@link #attend} on an object's first frame: the image embedding plus
   * the no-memory embedding, {@code [1, d, g, g]}.
   */
  ConditionedFeatures withoutMemory(ImageFeatures features);

  /**
   * Decodes the masks of B objects.
   *
   * @param conditioned {@code [B, d, g, g]}
   * @param prompts one an object; {@link DecoderPrompt#none()} where nobody clicked
   * @return one prediction an object, in order
   */
  List<MaskPrediction> decode(
      ImageFeatures features, ConditionedFeatures conditioned, List<DecoderPrompt> prompts);

  /**
   * The object pointer of a mask that a person gave: the mask itself is the output, the decoder
   * only makes the pointer, from features without memory and without the no-memory embedding.
   *
   * @param mask {@code [S, S]}, exactly 0 or 1
   */
  ObjectPointer pointerOfMask(ImageFeatures features, MaskLogits mask);

  /** The learned pointer {@code [d]} of an object that is not in the frame. */
  ObjectPointer noObjectPointer();

  /**
   * Turns final masks into the memory that later frames will look at.
   *
   * @param features of the very frame the masks are of, <em>before</em> memory attention; features
   *     after it have the same shape and give the wrong memory
   * @return one memory an object, in order
   */
  List<FrameMemory> remember(ImageFeatures features, List<MemoryRequest> requests);

  /** Frees the sessions. Features still open must not be used afterwards. */
  @Override
  void close();
}
