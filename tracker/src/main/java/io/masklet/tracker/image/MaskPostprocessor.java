package io.masklet.tracker.image;

import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.PixelOwners;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Low-resolution logits in, masks at video size out: above 0 is object.
 *
 * <p><b>Threads.</b> One caller at a time.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py#_get_orig_video_res_output
 * and sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints.
 */
public final class MaskPostprocessor {

  private final MaskEdges edges;
  private final boolean nonOverlapping;
  private final boolean givenFirst;
  private final boolean keepLogits;

  /**
   * With edges as the network has them; masks that a person gave come first.
   *
   * @param nonOverlapping whether a pixel goes to one object only
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor(boolean nonOverlapping, boolean keepLogits) {
    this(MaskEdges.plain(), nonOverlapping, true, keepLogits);
  }

  /**
   * @param edges how masks come to the size of the video
   * @param nonOverlapping whether a pixel goes to one object only: the one with the highest logit
   * @param givenFirst whether masks that a person gave in this frame come before surer ones; not so
   *     in the reference
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor(
      MaskEdges edges, boolean nonOverlapping, boolean givenFirst, boolean keepLogits) {
    this.edges = edges;
    this.nonOverlapping = nonOverlapping;
    this.givenFirst = givenFirst;
    this.keepLogits = keepLogits;
  }

  /**
   * The masks of a frame at video size, in the order of the ids.
   *
   * @param picture the frame they were found in
   */
  public List<MaskObservation> atVideoSize(TrackedFrame found, Frame picture) {
    edges.look(picture);
    return observe(found, edges);
  }

  /** The same where the picture is not at hand: edges are the network's own. */
  public List<MaskObservation> atVideoSize(TrackedFrame found) {
    return observe(found, MaskEdges.plain(found.videoSize()));
  }

  private List<MaskObservation> observe(TrackedFrame found, MaskEdges edges) {
    List<TrackedObject> objects = found.objects();
    PixelOwners owners = nonOverlapping && objects.size() > 1 ? ownersOf(found, edges) : null;
    List<MaskObservation> observations = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      TrackedObject object = objects.get(i);
      observations.add(
          new MaskObservation(
              object.id().value(),
              mask(object, i, edges, owners),
              keepLogits ? logits(object, i, edges, owners) : null,
              object.objectScore(),
              object.predictedIou(),
              object.signals(),
              object.prompted()));
    }
    return observations;
  }

  private PixelOwners ownersOf(TrackedFrame found, MaskEdges edges) {
    PixelOwners owners = new PixelOwners(found.videoSize());
    for (int i = 0; i < found.objects().size(); i++) {
      TrackedObject object = found.objects().get(i);
      boolean prompted = object.prompted();
      edges.rows(object.logits(), prompted, owners.claim(i, givenFirst && prompted));
    }
    return owners;
  }

  private static Bitmap mask(
      TrackedObject object, int slot, MaskEdges edges, @Nullable PixelOwners owners) {
    return owners == null ? edges.mask(object.logits(), object.prompted()) : owners.maskOf(slot);
  }

  private static MaskLogits logits(
      TrackedObject object, int slot, MaskEdges edges, @Nullable PixelOwners owners) {
    MaskLogits logits = edges.logits(object.logits(), object.prompted());
    return owners == null ? logits : owners.suppressed(slot, logits);
  }
}
