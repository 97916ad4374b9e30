package io.masklet.tracker.image;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.PixelOwners;
import io.masklet.core.mask.Resample;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Low-resolution logits in, masks at video size out: bilinear, above 0 is object.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py#_get_orig_video_res_output
 * and sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints.
 */
public final class MaskPostprocessor {

  private final boolean nonOverlapping;
  private final boolean givenFirst;
  private final boolean keepLogits;

  /**
   * @param nonOverlapping whether a pixel goes to one object only: to one whose mask a person gave
   *     in this frame, else to the one with the highest logit
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor(boolean nonOverlapping, boolean keepLogits) {
    this(nonOverlapping, true, keepLogits);
  }

  /**
   * @param nonOverlapping whether a pixel goes to one object only
   * @param givenFirst whether masks that a person gave come before surer ones; not so in the
   *     reference
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor(boolean nonOverlapping, boolean givenFirst, boolean keepLogits) {
    this.nonOverlapping = nonOverlapping;
    this.givenFirst = givenFirst;
    this.keepLogits = keepLogits;
  }

  /** The masks of a frame at video size, in the order of the ids. */
  public List<MaskObservation> atVideoSize(TrackedFrame frame) {
    List<TrackedObject> objects = frame.objects();
    PixelOwners owners =
        nonOverlapping && objects.size() > 1 ? ownersOf(objects, frame.videoSize()) : null;
    List<MaskObservation> observations = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      TrackedObject object = objects.get(i);
      observations.add(
          new MaskObservation(
              object.id().value(),
              mask(object, i, owners, frame.videoSize()),
              keepLogits ? logits(object, i, owners, frame.videoSize()) : null,
              object.objectScore(),
              object.predictedIou(),
              object.signals(),
              object.prompted()));
    }
    return observations;
  }

  private PixelOwners ownersOf(List<TrackedObject> objects, Size video) {
    PixelOwners owners = new PixelOwners(video);
    for (int i = 0; i < objects.size(); i++) {
      owners.claim(i, objects.get(i).logits(), givenFirst && objects.get(i).prompted());
    }
    return owners;
  }

  private static Bitmap mask(
      TrackedObject object, int slot, @Nullable PixelOwners owners, Size video) {
    return owners == null ? Resample.bilinearMask(object.logits(), video) : owners.maskOf(slot);
  }

  private static MaskLogits logits(
      TrackedObject object, int slot, @Nullable PixelOwners owners, Size video) {
    MaskLogits atVideoSize = Resample.bilinear(object.logits(), video);
    return owners == null ? atVideoSize : owners.suppressed(slot, atVideoSize);
  }
}
