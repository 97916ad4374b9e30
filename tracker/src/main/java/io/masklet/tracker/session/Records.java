package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackStep;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bytes of what a mask store keeps; big-endian. */
final class Records {

  private Records() {}

  static byte[] write(FrameResult result) {
    int size = Long.BYTES + Integer.BYTES;
    for (ObjectResult object : result.objects()) {
      size += 6 * Integer.BYTES + 1 + object.mask().counts().length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putLong(result.timestampUs()).putInt(result.objects().size());
    for (ObjectResult object : result.objects()) {
      bytes.putInt(object.id().value()).putFloat(object.objectScore());
      bytes.putFloat(object.predictedIou());
      put(bytes, object.signals());
      bytes.put((byte) (object.prompted() ? 1 : 0));
      byte[] counts = object.mask().counts().getBytes(StandardCharsets.US_ASCII);
      bytes.putInt(counts.length).put(counts);
    }
    return bytes.array();
  }

  static FrameResult readFrame(long frame, ByteBuffer bytes, Size video) {
    long timestampUs = bytes.getLong();
    int count = bytes.getInt();
    List<ObjectResult> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectId id = new ObjectId(bytes.getInt());
      float score = bytes.getFloat();
      float iou = bytes.getFloat();
      MaskSignals signals = getSignals(bytes);
      boolean prompted = bytes.get() != 0;
      byte[] counts = new byte[Math.min(bytes.getInt(), bytes.remaining())];
      bytes.get(counts);
      Rle mask = new Rle(video, new String(counts, StandardCharsets.US_ASCII));
      objects.add(new ObjectResult(id, mask, score, iou, signals, prompted));
    }
    return new FrameResult(frame, timestampUs, objects);
  }

  /**
   * @param fillAreaPx how small holes have to be to be filled in what is shown
   */
  static byte[] write(TrackStep step, int fillAreaPx) {
    float[] logits = step.choice().logits().values();
    float[] pointer = step.pointer().values();
    ByteBuffer bytes = ByteBuffer.allocate((8 + logits.length + pointer.length) * Float.BYTES);
    bytes.putFloat(step.choice().objectScore()).putFloat(step.choice().predictedIou());
    put(bytes, step.choice().signals());
    bytes.putInt(step.choice().hypothesis()).putInt(fillAreaPx);
    bytes.putInt(step.choice().logits().size().widthPx()).putInt(pointer.length);
    put(bytes, logits);
    put(bytes, pointer);
    return bytes.array();
  }

  static TrackStep readStep(ByteBuffer bytes) {
    float score = bytes.getFloat();
    float iou = bytes.getFloat();
    MaskSignals signals = getSignals(bytes);
    int hypothesis = bytes.getInt();
    int fillAreaPx = bytes.getInt();
    Size side = Size.square(bytes.getInt());
    int pointerLength = bytes.getInt();
    MaskLogits logits = new MaskLogits(side, get(bytes, side.pixelCount()));
    ObjectPointer pointer = new ObjectPointer(get(bytes, pointerLength));
    return TrackStep.of(
        new MaskChoice(logits, pointer, score, iou, hypothesis, signals),
        MaskOrigin.PROMPTED,
        fillAreaPx);
  }

  private static void put(ByteBuffer bytes, MaskSignals signals) {
    bytes.putFloat(signals.stability()).putFloat(signals.agreement());
  }

  private static MaskSignals getSignals(ByteBuffer bytes) {
    return new MaskSignals(bytes.getFloat(), bytes.getFloat());
  }

  static void put(ByteBuffer bytes, float[] values) {
    bytes.asFloatBuffer().put(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  static float[] get(ByteBuffer bytes, int count) {
    if (count < 0 || count > bytes.remaining() / Float.BYTES) {
      throw new IllegalArgumentException(
          "expected %d numbers, found %d bytes".formatted(count, bytes.remaining()));
    }
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + count * Float.BYTES);
    return values;
  }
}
