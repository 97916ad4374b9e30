package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

  private static final Size VIDEO = new Size(3, 2);

  @Test
  void frame_isReadAsItWasWritten() {
    FrameResult frame =
        new FrameResult(
            7,
            280_000,
            List.of(
                new ObjectResult(
                    new ObjectId(1),
                    new Rle(VIDEO, "231"),
                    3.5f,
                    0.75f,
                    new MaskSignals(0.5f, 0.25f),
                    true),
                new ObjectResult(
                    new ObjectId(4), new Rle(VIDEO, "6"), -2f, 0.1f, MaskSignals.UNKNOWN, false)));
    assertThat(Records.readFrame(7, ByteBuffer.wrap(Records.write(frame)), VIDEO)).isEqualTo(frame);
  }

  @Test
  void acceptedStep_isReadAsItWasWritten() {
    MaskSignals signals = new MaskSignals(0.875f, 0.375f);
    MaskChoice choice =
        new MaskChoice(
            new MaskLogits(Size.square(2), new float[] {1, -2, 3, -4}),
            new ObjectPointer(new float[] {5, 6, 7}),
            2.5f,
            0.625f,
            2,
            signals);
    TrackStep read =
        Records.readStep(
            ByteBuffer.wrap(
                Records.write(new TrackStep(choice, choice.logits(), MaskOrigin.PROMPTED), 0)));
    assertThat(read.choice().signals()).isEqualTo(signals);
    assertThat(read.choice().logits().values()).containsExactly(1, -2, 3, -4);
    assertThat(read.pointer().values()).containsExactly(5, 6, 7);
    assertThat(read.choice().objectScore()).isEqualTo(2.5f);
    assertThat(read.choice().predictedIou()).isEqualTo(0.625f);
    assertThat(read.choice().hypothesis()).isEqualTo(2);
  }

  @Test
  void framesOfAnOlderStore_areComputedAgain(@TempDir Path folder) throws IOException {
    SceneProject scene = new SceneProject(folder, 6);
    List<FrameResult> first;
    try (Session session = scene.create()) {
      session.prompt(session.add("square"), 1, on(0, 1));
      scene.run(session);
      first = all(session);
    }
    Path masks = folder.resolve("scene.masks");
    Files.write(masks, withOlderKinds(Files.readAllBytes(masks)));
    try (Session session = Session.open(scene.file)) {
      assertThat(session.results().frameCount()).isZero();
      assertThat(scene.run(session).tracked()).isEqualTo(6);
      assertThat(all(session)).isEqualTo(first);
    }
  }

  /** The kinds of records that had no signals: 1 for frames, 2 for accepted masks. */
  private static byte[] withOlderKinds(byte[] store) {
    ByteBuffer bytes = ByteBuffer.wrap(store).position(16);
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      int at = bytes.position();
      store[at] = (byte) (store[at] > 3 ? store[at] - 3 : store[at]);
      CRC32C crc = new CRC32C();
      crc.update(store, at, length);
      bytes.putInt(at + length, (int) crc.getValue()).position(at + length + Integer.BYTES);
    }
    return store;
  }
}
