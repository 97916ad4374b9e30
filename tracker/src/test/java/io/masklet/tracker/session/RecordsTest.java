package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.TrackStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

  private static final Size VIDEO = new Size(3, 2);

  private static MaskChoice choice(float... logits) {
    return new MaskChoice(
        new MaskLogits(Size.square(2), logits),
        new ObjectPointer(new float[] {5, 6, 7}),
        2.5f,
        0.625f,
        2,
        new MaskSignals(0.875f, 0.375f));
  }

  private static void assertSame(MaskChoice read, MaskChoice written) {
    assertThat(read.logits().values()).isEqualTo(written.logits().values());
    assertThat(read.pointer().values()).isEqualTo(written.pointer().values());
    assertThat(read.objectScore()).isEqualTo(written.objectScore());
    assertThat(read.predictedIou()).isEqualTo(written.predictedIou());
    assertThat(read.hypothesis()).isEqualTo(written.hypothesis());
    assertThat(read.signals()).isEqualTo(written.signals());
  }

  @Test
  void found_isReadAsItWasWritten() {
    PassRecord written =
        new PassRecord(choice(1, -2.0625f, 7.9375f, -8), new Rle(VIDEO, "231"), 0.5f);
    PassRecord read = Records.readFound(ByteBuffer.wrap(Records.write(written)), VIDEO);
    assertSame(read.choice(), written.choice());
    assertThat(read.mask()).isEqualTo(written.mask());
    assertThat(read.arrival()).isEqualTo(0.5f);
  }

  @Test
  void softMask_ofAnything_isReadAsItWasRounded() {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      int side = 1 + random.nextInt(40);
      float spread = random.nextInt(40);
      float[] values = new float[side * side];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) random.nextGaussian() * spread;
      }
      MaskLogits rounded = SoftMask.rounded(new MaskLogits(Size.square(side), values), true);
      assertThat(SoftMask.decode(SoftMask.encode(rounded), rounded.size()).values())
          .isEqualTo(rounded.values());
      for (int k = 0; k < values.length; k++) {
        float kept = Math.max(-8, Math.min(7.9375f, values[k]));
        assertThat(rounded.values()[k]).isCloseTo(kept, within(0.03126f));
      }
    }
  }

  @Test
  void absent_isReadAsItWasWritten() {
    float nowhere = MaskChoice.ABSENT_LOGIT;
    PassRecord written =
        new PassRecord(choice(nowhere, nowhere, nowhere, nowhere), new Rle(VIDEO, "6"), Float.NaN);
    PassRecord read = Records.readFound(ByteBuffer.wrap(Records.write(written)), VIDEO);
    assertSame(read.choice(), written.choice());
    assertThat(read.arrival()).isNaN();
  }

  @Test
  void accepted_isReadAsItWasWritten() {
    TrackStep step = TrackStep.of(choice(1.234f, -20, 3, -4), MaskOrigin.PROMPTED, 0);
    MaskStore.Accepted written = new MaskStore.Accepted(step, new Rle(VIDEO, "231"));
    MaskStore.Accepted read =
        Records.readAccepted(ByteBuffer.wrap(Records.write(written, 0)), VIDEO);
    assertSame(read.step().choice(), step.choice());
    assertThat(read.step().isPrompted()).isTrue();
    assertThat(read.mask()).isEqualTo(written.mask());
  }

  @Test
  void storeOfTheFirstVersion_isStartedAnew(@TempDir Path folder) throws IOException {
    SceneProject scene = new SceneProject(folder, 6);
    List<FrameResult> first;
    try (Session session = scene.create()) {
      session.prompt(session.add("square"), 1, on(0, 1));
      scene.run(session);
      first = all(session);
    }
    Path masks = folder.resolve("scene.masks");
    byte[] bytes = Files.readAllBytes(masks);
    bytes[7] = '1'; // of "MASKLET3"
    Files.write(masks, bytes);
    try (Session session = Session.view(scene.file)) {
      assertThat(session.startedAnew()).isTrue();
      assertThat(session.results().frameCount()).isZero();
    }
    try (Session session = Session.open(scene.file)) {
      assertThat(session.startedAnew()).isTrue();
      assertThat(scene.run(session).complete()).isTrue();
      assertThat(all(session)).isEqualTo(first);
    }
  }
}
