package io.masklet.tracker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.Appearance;
import io.masklet.tracker.network.ImageFeatures;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bright bar on black, 8 of 32 cells wide, and another far to the right; one channel. */
class AppearanceVoteTest {

  private static final int SIDE = 32;
  private static final Appearance BRIGHT = new Appearance(new float[] {0, 2, 0}, -1);
  private static final Appearance DARK = new Appearance(new float[] {0, -2, 0}, 1);

  @Test
  void on_aMaskThatIsALittleOff_movesItToWhatLooksAlike() {
    MaskLogits sharper = AppearanceVote.on(bar(5, 11), List.of(BRIGHT), bars());

    assertThat(row(sharper)).isEqualTo(row(bar(4, 12)));
  }

  @Test
  void on_whatLooksAlikeFarAway_isNotDrawnIn() {
    float[] values = AppearanceVote.on(bar(4, 12), List.of(BRIGHT), bars()).values();

    assertThat(values[26]).isEqualTo(-1.5f);
  }

  @Test
  void on_aMaskOfWhatLooksQuiteDifferent_staysAsItWas() {
    MaskLogits mask = bar(4, 12);

    assertThat(AppearanceVote.on(mask, List.of(DARK), bars()).values()).isEqualTo(mask.values());
  }

  @Test
  void on_voicesThatContradictEachOther_changeNothing() {
    MaskLogits mask = bar(5, 11);

    MaskLogits same = AppearanceVote.on(mask, List.of(BRIGHT, DARK), bars());

    assertThat(same.values()).isEqualTo(mask.values());
  }

  private static boolean[] row(MaskLogits mask) {
    boolean[] row = new boolean[SIDE];
    for (int x = 0; x < SIDE; x++) {
      row[x] = mask.values()[SIDE * SIDE / 2 + x] > 0;
    }
    return row;
  }

  /** A mask of columns {@code from} to {@code end}, not sure of anything. */
  private static MaskLogits bar(int from, int end) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      boolean far = i % SIDE > 20;
      values[i] = i % SIDE >= from && i % SIDE < end ? 0.5f : far ? -1.5f : -0.5f;
    }
    return new MaskLogits(Size.square(SIDE), values);
  }

  private static ImageFeatures bars() {
    float[] bright = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(bright, y * SIDE + 4, y * SIDE + 12, 1);
      Arrays.fill(bright, y * SIDE + 24, y * SIDE + 30, 1);
    }
    return new ImageFeatures(
        FloatBuffer.allocate(SIDE * SIDE / 16),
        FloatBuffer.wrap(bright),
        FloatBuffer.allocate(SIDE * SIDE / 4),
        () -> {});
  }
}
