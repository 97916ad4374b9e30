package io.masklet.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.file.Png;
import io.masklet.core.geom.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFoldersTest {

  private static final Size SIZE = new Size(4, 1);
  private static final int[] PALETTE = new int[256];

  private final Path folder;

  MaskFoldersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static void grey(Path file, int... values) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage picture = new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, values.length, 1, values);
    ImageIO.write(picture, "png", file.toFile());
  }

  private static void palette(Path file, int... values) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] indices = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      indices[i] = (byte) values[i];
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      Png.writeIndexed(out, new Size(values.length, 1), indices, PALETTE);
    }
  }

  @Test
  void greyOf0And255_isOneObject_evenIfTheFirstFrameIsBlack() throws IOException {
    grey(folder.resolve("00000.png"), 0, 0, 0, 0);
    grey(folder.resolve("00001.png"), 0, 255, 255, 0);
    MaskFolder masks = MaskFolder.open("cat", folder);
    assertThat(masks.frames()).containsExactly("00000", "00001");
    FrameMasks second = masks.masks("00001");
    assertThat(second.objects()).containsOnlyKeys(1);
    assertThat(second.mask(1).areaPx()).isEqualTo(2);
    assertThat(second.unjudged()).isNull();
    assertThat(masks.masks("00000").mask(1).isEmpty()).isTrue();
  }

  @Test
  void ids_areObjects_255IsNotJudged() throws IOException {
    palette(folder.resolve("00000.png"), 0, 2, 255, 7);
    grey(folder.resolve("00001.png"), 1, 1, 0, 255); // grey, but with an id
    MaskFolder masks = MaskFolder.open("cat", folder);
    FrameMasks first = masks.masks("00000");
    assertThat(first.objects()).containsOnlyKeys(2, 7);
    assertThat(first.unjudged()).isNotNull();
    assertThat(first.mask(3)).isEqualTo(new io.masklet.core.mask.Bitmap(SIZE));
    assertThat(masks.masks("00001").objects()).containsOnlyKeys(1);
  }

  @Test
  void paletteOf255Only_isNotJudged_notAnObject() throws IOException {
    palette(folder.resolve("00000.png"), 0, 255, 0, 0);
    FrameMasks masks = MaskFolder.open("cat", folder).masks("00000");
    assertThat(masks.objects()).isEmpty();
    assertThat(masks.unjudged()).isNotNull();
  }

  @Test
  void tree_oneSequence_aFolderEach_orWholeDataSet() throws IOException {
    palette(folder.resolve("one/00000.png"), 0, 1);
    palette(folder.resolve("set/Annotations/480p/cat/00000.png"), 0, 1);
    palette(folder.resolve("set/Annotations/480p/dog/00000.png"), 0, 1);
    assertThat(MaskTree.open(folder.resolve("one")).get("").name()).isEqualTo("one");
    assertThat(MaskTree.open(folder.resolve("set")).sequences()).containsOnlyKeys("cat", "dog");
    assertThat(MaskTree.open(folder.resolve("set/Annotations/480p")).perObject()).isFalse();
  }

  @Test
  void tree_savLayout_isASequenceForEachObject() throws IOException {
    grey(folder.resolve("Annotations_6fps/v1/000/00000.png"), 0, 1, 1, 0);
    grey(folder.resolve("Annotations_6fps/v1/012/00000.png"), 0, 0, 1, 1);
    MaskTree tree = MaskTree.open(folder);
    assertThat(tree.perObject()).isTrue();
    MaskSequence object = tree.get("v1/012");
    assertThat(object.name()).isEqualTo("v1");
    assertThat(object.masks("00000").objects()).containsOnlyKeys(12);
  }

  @Test
  void tree_savPictureOfTwoObjects_isRefused() throws IOException {
    grey(folder.resolve("v1/000/00000.png"), 0, 1, 2, 0);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> MaskTree.open(folder).get("v1/000").masks("00000"))
        .withMessageContaining("one object");
  }

  @Test
  void tree_nothingThere_isRefused() throws IOException {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> MaskTree.open(folder.resolve("no")))
        .withMessageContaining("found nothing");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> MaskTree.open(folder))
        .withMessageContaining("found none");
    palette(folder.resolve("cat/00000.png"), 0, 1);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> MaskTree.open(folder).get("dog"))
        .withMessageContainingAll("'dog'", "found cat");
  }

  @Test
  void picture_colours_orNoPng_isRefusedByName() throws IOException {
    BufferedImage colours = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(1, 0, 0x800000);
    ImageIO.write(colours, "png", folder.resolve("00000.png").toFile());
    Files.writeString(folder.resolve("00001.png"), "no picture");
    MaskFolder masks = MaskFolder.open("cat", folder);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> masks.masks("00000"))
        .withMessageContainingAll("00000.png", "is a colour");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> IndexPicture.read(folder.resolve("00001.png")))
        .withMessageContaining("00001.png");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> IndexPicture.read(folder.resolve("missing.png")))
        .withMessageContaining("missing.png");
  }

  @Test
  void picture_thatClaimsToBeHuge_isRefusedBeforeItIsRead() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    Png.writeRgb(png, new Size(1, 1), ByteBuffer.allocate(3));
    byte[] bytes = png.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(16, 30_000).putInt(20, 30_000);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    header.putInt(29, (int) crc.getValue());
    Path file = Files.write(folder.resolve("huge.png"), bytes);
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> IndexPicture.read(file))
        .withMessageContaining("30000x30000");
  }

  @Test
  void dataset_listsAndFolders_areFound() throws IOException {
    palette(folder.resolve("Annotations/480p/cat/00000.png"), 0, 1);
    palette(folder.resolve("Annotations/480p/dog/00000.png"), 0, 1);
    Files.createDirectories(folder.resolve("JPEGImages/480p/cat"));
    Files.createDirectories(folder.resolve("ImageSets/2017"));
    Files.createDirectories(folder.resolve("ImageSets/480p"));
    Files.writeString(folder.resolve("ImageSets/2017/val.txt"), "dog\n\ncat\n");
    Files.writeString(
        folder.resolve("ImageSets/480p/train.txt"),
        "/JPEGImages/480p/cat/00000.jpg /Annotations/480p/cat/00000.png\n"
            + "/JPEGImages/480p/cat/00001.jpg /Annotations/480p/cat/00001.png\n");
    DavisDataset data = DavisDataset.open(folder);
    assertThat(data.sequences()).containsExactly("cat", "dog");
    assertThat(data.sequences("val")).containsExactly("dog", "cat");
    assertThat(data.sequences("train")).containsExactly("cat");
    assertThat(data.truthOf("dog").frames()).containsExactly("00000");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> data.picturesOf("dog"))
        .withMessageContainingAll("pictures of 'dog'", "JPEGImages");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> data.truthOf("../480p/cat"));
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> data.sequences("test"))
        .withMessageContaining("test.txt");
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> DavisDataset.open(folder.resolve("Annotations")))
        .withMessageContaining("JPEGImages");
  }
}
