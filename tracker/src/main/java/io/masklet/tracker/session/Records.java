package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.TrackStep;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of what a mask store keeps; big-endian. */
final class Records {

  private Records() {}

  static byte[] write(PassRecord found) {
    byte[] counts = bytes(found.mask());
    byte[] soft = SoftMask.encode(found.logits());
    float[] pointer = found.pointer().values();
    ByteBuffer bytes =
        ByteBuffer.allocate((10 + pointer.length) * Float.BYTES + counts.length + soft.length);
    put(bytes, found.choice());
    bytes.putFloat(found.arrival());
    put(bytes, counts);
    bytes.putInt(found.logits().size().widthPx());
    put(bytes, soft);
    bytes.putInt(pointer.length);
    put(bytes, pointer);
    return bytes.array();
  }

  static PassRecord readFound(ByteBuffer bytes, Size video) {
    Scores scores = Scores.read(bytes);
    float arrival = bytes.getFloat();
    Rle mask = mask(bytes, video);
    Size side = Size.square(bytes.getInt());
    MaskLogits logits = SoftMask.decode(bytes(bytes), side);
    ObjectPointer pointer = new ObjectPointer(get(bytes, bytes.getInt()));
    return new PassRecord(scores.with(logits, pointer), mask, arrival);
  }

  /**
   * @param fillAreaPx how small holes have to be to be filled in what is shown
   */
  static byte[] write(MaskStore.Accepted accepted, int fillAreaPx) {
    MaskChoice choice = accepted.step().choice();
    float[] logits = choice.logits().values();
    float[] pointer = choice.pointer().values();
    byte[] counts = bytes(accepted.mask());
    ByteBuffer bytes =
        ByteBuffer.allocate((9 + logits.length + pointer.length) * Float.BYTES + counts.length);
    put(bytes, choice);
    bytes.putInt(fillAreaPx);
    bytes.putInt(choice.logits().size().widthPx());
    put(bytes, logits);
    bytes.putInt(pointer.length);
    put(bytes, pointer);
    put(bytes, counts);
    return bytes.array();
  }

  static MaskStore.Accepted readAccepted(ByteBuffer bytes, Size video) {
    Scores scores = Scores.read(bytes);
    int fillAreaPx = bytes.getInt();
    Size side = Size.square(bytes.getInt());
    MaskLogits logits = new MaskLogits(side, get(bytes, side.pixelCount()));
    ObjectPointer pointer = new ObjectPointer(get(bytes, bytes.getInt()));
    MaskChoice choice = scores.with(logits, pointer);
    return new MaskStore.Accepted(
        TrackStep.of(choice, MaskOrigin.PROMPTED, fillAreaPx), mask(bytes, video));
  }

  /** The numbers of a choice. */
  private record Scores(
      float objectScore, float predictedIou, int hypothesis, MaskSignals signals) {

    static Scores read(ByteBuffer bytes) {
      return new Scores(
          bytes.getFloat(),
          bytes.getFloat(),
          bytes.getInt(),
          new MaskSignals(bytes.getFloat(), bytes.getFloat()));
    }

    MaskChoice with(MaskLogits logits, ObjectPointer pointer) {
      return new MaskChoice(logits, pointer, objectScore, predictedIou, hypothesis, signals);
    }
  }

  private static void put(ByteBuffer bytes, MaskChoice choice) {
    bytes.putFloat(choice.objectScore()).putFloat(choice.predictedIou());
    bytes.putInt(choice.hypothesis());
    bytes.putFloat(choice.signals().stability()).putFloat(choice.signals().agreement());
  }

  private static byte[] bytes(Rle mask) {
    return mask.counts().getBytes(StandardCharsets.US_ASCII);
  }

  private static Rle mask(ByteBuffer bytes, Size video) {
    return new Rle(video, new String(bytes(bytes), StandardCharsets.US_ASCII));
  }

  private static void put(ByteBuffer bytes, byte[] part) {
    bytes.putInt(part.length).put(part);
  }

  private static byte[] bytes(ByteBuffer bytes) {
    byte[] part = new byte[checked(bytes.getInt(), bytes.remaining())];
    bytes.get(part);
    return part;
  }

  private static void put(ByteBuffer bytes, float[] values) {
    bytes.asFloatBuffer().put(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  private static float[] get(ByteBuffer bytes, int count) {
    float[] values = new float[checked(count, bytes.remaining() / Float.BYTES)];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + count * Float.BYTES);
    return values;
  }

  private static int checked(int count, int most) {
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          "expected at most %d values, found %d".formatted(most, count));
    }
    return count;
  }
}
