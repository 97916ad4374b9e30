package io.masklet.tracker;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.ObjectTracks;
import io.masklet.tracker.object.TrackStep;

/**
 * The rules of a batch whose objects share their conditioning frames.
 *
 * <p>Source: facebookresearch/EdgeTAM@9cc44bf, sam2/sam2_video_predictor.py.
 */
final class SharedFrames {

  /** The reference takes an object without a prompt for one whose empty mask was given. */
  private static final float GIVEN_SCORE = 10f;

  private final Sam2Network network;
  private final ObjectTracks tracks;

  SharedFrames(Sam2Network network, ObjectTracks tracks) {
    this.network = network;
    this.tracks = tracks;
  }

  /** Whether anybody prompted anything on the frame; such frames keep their masks. */
  boolean isPrompted(long frame) {
    return tracks.all().stream().anyMatch(track -> track.prompts().containsKey(frame));
  }

  /**
   * Before a frame is settled: objects that were not prompted there join in with the mask they
   * have, as if a person had given it, or with an empty one.
   */
  void complete(long frame) {
    boolean conditioning =
        tracks.all().stream().anyMatch(track -> track.isPendingConditioning(frame));
    for (ObjectTrack track : tracks.all()) {
      if (!track.isPending(frame)) {
        TrackStep known = track.at(frame);
        TrackStep given =
            known == null
                ? absent()
                : new TrackStep(known.choice(), known.shown(), MaskOrigin.PROMPTED);
        track.setPending(frame, given, conditioning);
      }
    }
  }

  private TrackStep absent() {
    MaskLogits nowhere =
        MaskLogits.filled(Size.square(network.spec().lowResSide()), MaskChoice.ABSENT_LOGIT);
    MaskChoice choice =
        new MaskChoice(
            nowhere,
            network.noObjectPointer(),
            GIVEN_SCORE,
            1f,
            MaskChoice.GIVEN,
            MaskSignals.GIVEN);
    return new TrackStep(choice, nowhere, MaskOrigin.PROMPTED);
  }

  /**
   * Takes back a prompt. The frame stays a conditioning frame while another object is prompted
   * there; once no conditioning frame is left, all prompts of all objects are gone too.
   */
  void unprompt(ObjectTrack track, long frame) {
    track.dropPrompt(frame);
    if (isPrompted(frame)) {
      return;
    }
    tracks.all().forEach(each -> each.demote(frame));
    if (tracks.all().stream().allMatch(each -> each.bank().isEmpty())) {
      tracks.all().forEach(ObjectTrack::clear);
    }
  }
}
