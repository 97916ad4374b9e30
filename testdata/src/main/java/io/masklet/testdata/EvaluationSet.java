package io.masklet.testdata;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * The videos by which a change of the tracker or of a model is judged before it goes in: eight
 * objects in five scenes, one for each of what makes tracking hard. Fixed for good, so that figures
 * can be compared over the years; a harder set gets another name.
 *
 * <p>Laid out as DAVIS 2017, so that every evaluator can read it.
 */
public final class EvaluationSet {

  private EvaluationSet() {}

  /** The scenes, in the order of their names. */
  public static List<SyntheticScene> scenes() {
    return List.of(
        SyntheticScene.camera(1),
        SyntheticScene.leavesAndReturns(1),
        SyntheticScene.moving(1),
        SyntheticScene.occluded(1),
        SyntheticScene.twoAlike(1));
  }

  /**
   * Draws all of it, some seconds of work.
   *
   * @param root folder to fill: {@code JPEGImages/480p} with PNG pictures, {@code Annotations/480p}
   *     with ids
   * @param step 1 for every frame; 2 for every second one, which takes half the time to draw and to
   *     track, shows all that happens, and has figures of its own
   */
  public static void write(Path root, int step) throws IOException {
    for (SyntheticScene scene : scenes()) {
      write(scene, scene.frameCount(), step, root);
    }
  }

  /** Draws every frame or every so many of the first ones of one scene, under its name. */
  public static void write(SyntheticScene scene, int frames, int step, Path root)
      throws IOException {
    Path pictures = Files.createDirectories(root.resolve("JPEGImages/480p").resolve(scene.name()));
    Path truth = Files.createDirectories(root.resolve("Annotations/480p").resolve(scene.name()));
    for (int i = 0; i < frames; i += step) {
      SyntheticFrame frame = scene.frame(i);
      String name = String.format(Locale.ROOT, "%05d.png", i);
      ImageIO.write(picture(frame), "png", pictures.resolve(name).toFile());
      ImageIO.write(ids(frame), "png", truth.resolve(name).toFile());
    }
  }

  private static BufferedImage picture(SyntheticFrame frame) {
    BufferedImage picture =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < frame.width() * frame.height(); i++) {
      int red = frame.rgb()[3 * i] & 0xff;
      int green = frame.rgb()[3 * i + 1] & 0xff;
      int blue = frame.rgb()[3 * i + 2] & 0xff;
      picture.setRGB(i % frame.width(), i / frame.width(), red << 16 | green << 8 | blue);
    }
    return picture;
  }

  private static BufferedImage ids(SyntheticFrame frame) {
    byte[] shades = new byte[256];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = (byte) Math.min(255, 60 * i); // so that people see something
    }
    BufferedImage picture =
        new BufferedImage(
            frame.width(),
            frame.height(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 256, shades, shades, shades));
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.ids(), 0, pixels, 0, pixels.length);
    return picture;
  }
}
