package io.masklet.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import org.junit.jupiter.api.Test;

class GuidedEdgesTest {

  private static final Size PICTURE = new Size(160, 96);
  private static final Size COARSE = Size.square(24);

  private final Bitmap disk = disk(80, 50, 31);
  private final Frame frame = painted(disk);
  private final GuidedEdges edges = new GuidedEdges();

  @Test
  void coarseMaskAcrossTheEdge_comesToTheEdge() {
    MaskLogits coarse = coarse(83, 48, 28);
    edges.look(frame);

    double before = Resample.bilinearMask(coarse, PICTURE).iou(disk);
    double after = followed(coarse, false).iou(disk);

    assertThat(before).isLessThan(0.88);
    assertThat(after).isGreaterThan(0.96);
  }

  @Test
  void secondObjectOfAPicture_isAsIfItWereTheFirst() {
    edges.look(frame);
    followed(coarse(40, 40, 12), false);

    Bitmap second = followed(coarse(83, 48, 28), false);

    edges.look(frame);
    assertThat(second).isEqualTo(followed(coarse(83, 48, 28), false));
  }

  @Test
  void anotherPicture_isFollowedFromThenOn() {
    Bitmap other = disk(80, 50, 24);
    edges.look(frame);
    followed(coarse(80, 50, 27), false);
    edges.look(painted(other));

    assertThat(followed(coarse(80, 50, 27), false).iou(other)).isGreaterThan(0.95);
  }

  @Test
  void keepSure_changesOnlyWhereTheNetworkIsNotSure() {
    MaskLogits coarse = coarse(88, 44, 26);
    edges.look(frame);

    Bitmap kept = followed(coarse, true);

    MaskLogits large = Resample.bilinear(coarse, PICTURE);
    Bitmap free = followed(coarse, false);
    int sureThatMoved = 0;
    for (int i = 0; i < large.values().length; i++) {
      if (Math.abs(large.values()[i]) >= 1) {
        assertThat(at(kept, i)).as("pixel %d", i).isEqualTo(large.values()[i] > 0);
        sureThatMoved += at(free, i) == large.values()[i] > 0 ? 0 : 1;
      }
    }
    assertThat(sureThatMoved).as("else this test says nothing").isPositive();
    assertThat(kept.iou(disk)).isGreaterThan(Resample.bilinearMask(coarse, PICTURE).iou(disk));
  }

  @Test
  void objectThatIsNowhere_givesNoRow() {
    edges.look(frame);

    edges.follow(
        MaskLogits.filled(COARSE, -1024),
        false,
        (y, x0, values, length) -> {
          throw new AssertionError("row " + y);
        });
  }

  @Test
  void objectEverywhere_staysEverywhere() {
    edges.look(frame);

    assertThat(followed(MaskLogits.filled(COARSE, 7), false).areaPx()).isEqualTo(PICTURE.areaPx());
  }

  @Test
  void objectOfTheColourOfItsBackground_staysAsItIs() {
    MaskLogits small = coarse(20, 20, 9);
    edges.look(painted(new Bitmap(PICTURE)));

    Bitmap plain = Resample.bilinearMask(small, PICTURE);
    assertThat(plain.areaPx()).isPositive();
    assertThat(followed(small, false)).isEqualTo(plain);
  }

  @Test
  void rowsThatAreNotGiven_holdNothing() {
    MaskLogits small = coarse(30, 30, 9);
    edges.look(frame);
    int[] rows = new int[1];

    edges.follow(small, false, (y, x0, values, length) -> rows[0]++);

    assertThat(rows[0]).isBetween(18, PICTURE.heightPx() - 1);
    assertThat(followed(small, false).areaPx()).isPositive();
  }

  @Test
  void noPicture_isSaid() {
    assertThatThrownBy(() -> followed(coarse(80, 50, 27), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no picture");
  }

  @Test
  void logitsThatAreNotSquare_areRefused() {
    edges.look(frame);

    assertThatThrownBy(() -> followed(MaskLogits.filled(new Size(24, 20), 1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24x20");
  }

  private Bitmap followed(MaskLogits coarse, boolean keepSure) {
    Bitmap mask = new Bitmap(PICTURE);
    edges.follow(coarse, keepSure, mask::setAbove0);
    return mask;
  }

  private static boolean at(Bitmap mask, int i) {
    return mask.get(i % PICTURE.widthPx(), i / PICTURE.widthPx());
  }

  private static Bitmap disk(double x, double y, double radius) {
    Bitmap mask = new Bitmap(PICTURE);
    for (int i = 0; i < PICTURE.pixelCount(); i++) {
      if (Math.hypot(i % PICTURE.widthPx() - x, i / PICTURE.widthPx() - y) < radius) {
        mask.set(i % PICTURE.widthPx(), i / PICTURE.widthPx(), true);
      }
    }
    return mask;
  }

  /** What a network says of a disk: surer with every pixel, half a logit each. */
  private static MaskLogits coarse(double x, double y, double radius) {
    float[] values = new float[COARSE.pixelCount()];
    for (int i = 0; i < values.length; i++) {
      double px = (i % COARSE.widthPx() + 0.5) * PICTURE.widthPx() / COARSE.widthPx();
      double py = (i / COARSE.widthPx() + 0.5) * PICTURE.heightPx() / COARSE.heightPx();
      values[i] = (float) (radius - Math.hypot(px - x, py - y)) / 2;
    }
    return new MaskLogits(COARSE, values);
  }

  private static Frame painted(Bitmap mask) {
    Frame frame = Frame.allocate(0, 0, PICTURE);
    for (int i = 0; i < PICTURE.pixelCount(); i++) {
      boolean inside = at(mask, i);
      frame.rgb().put(3 * i, (byte) (inside ? 200 : 40));
      frame.rgb().put(3 * i + 1, (byte) (inside ? 60 : 90));
      frame.rgb().put(3 * i + 2, (byte) (inside ? 50 : 120));
    }
    return frame;
  }
}
