package io.masklet.cli.eval;

import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.FrameScore;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.render.ContactSheet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The frames that went worst, by J, put on one sheet. Neighbours look alike, so that a frame closer
 * to a worse one of its object than a few frames is passed over, and no object takes the whole
 * sheet.
 */
final class WorstFrames {

  private static final int TILES = 12;
  private static final int TILES_AN_OBJECT = 3;
  private static final int APART_FRAMES = 8;
  private static final int COLUMNS = 3;

  private WorstFrames() {}

  /** A frame of an object of a sequence. */
  private record Place(ScoredSequence sequence, ObjectScore object, FrameScore score) {}

  static ContactSheet sheet(List<ScoredSequence> sequences) throws IOException {
    List<Place> worst = new ArrayList<>();
    for (ScoredSequence sequence : sequences) {
      for (ObjectScore object : sequence.objects()) {
        worst.addAll(worstOf(sequence, object));
      }
    }
    worst.sort(Comparator.comparingDouble(place -> place.score.j()));
    ContactSheet sheet = new ContactSheet(COLUMNS);
    for (Place place : worst.subList(0, Math.min(TILES, worst.size()))) {
      add(sheet, place);
    }
    return sheet;
  }

  private static List<Place> worstOf(ScoredSequence sequence, ObjectScore object) {
    List<FrameScore> frames = object.frames();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> frames.get(i).j()));
    List<Integer> chosen = new ArrayList<>();
    for (int i : order) {
      boolean apart = chosen.stream().allMatch(other -> Math.abs(other - i) >= APART_FRAMES);
      if (apart && chosen.size() < TILES_AN_OBJECT) {
        chosen.add(i);
      }
    }
    return chosen.stream().map(i -> new Place(sequence, object, frames.get(i))).toList();
  }

  private static void add(ContactSheet sheet, Place place) throws IOException {
    String frame = place.score.frame();
    int id = place.object.objectId();
    FrameMasks truth = place.sequence.truth().masks(frame);
    MaskSequence result = place.sequence.result();
    String caption =
        String.format(
            Locale.ROOT,
            "%s %s  object %d  J %.2f F %.2f",
            place.object.sequence(),
            frame,
            id,
            place.score.j(),
            place.score.f());
    ByteBuffer rgb = picture(place.sequence, frame, truth.size());
    sheet.add(rgb, result.masks(frame).mask(id), truth.mask(id), id, caption);
  }

  /** The frame, or grey where its picture is not known or has another size. */
  private static ByteBuffer picture(ScoredSequence sequence, String frame, Size size)
      throws IOException {
    ByteBuffer rgb = ByteBuffer.allocateDirect(3 * size.pixelCount());
    if (sequence.pictures().isPresent()) {
      try (Frame read = Pictures.read(sequence.pictures().get(), frame)) {
        if (read.size().equals(size)) {
          return rgb.put(0, read.rgb(), 0, rgb.capacity());
        }
      }
    }
    for (int i = 0; i < rgb.capacity(); i++) {
      rgb.put(i, (byte) 0x50);
    }
    return rgb;
  }
}
