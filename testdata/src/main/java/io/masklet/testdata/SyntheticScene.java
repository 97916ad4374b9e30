package io.masklet.testdata;

import io.masklet.testdata.render.FrameRenderer;
import io.masklet.testdata.render.Stage;
import java.util.List;

/**
 * A video that is computed: it looks filmed, and the truth is known for every pixel.
 *
 * <p>Equal arguments give equal truth on every machine, and equal colours on the same Java runtime.
 * A frame can be asked for alone and in any order. <b>Threads.</b> One caller at a time per scene;
 * rendering itself uses all cores.
 */
public final class SyntheticScene {

  private final String name;
  private final Stage stage;
  private final List<SceneObject> objects;
  private final int frameCount;
  private final FrameRenderer renderer;

  SyntheticScene(String name, Stage stage, List<SceneObject> objects, int frameCount) {
    this.name = name;
    this.stage = stage;
    this.objects = objects;
    this.frameCount = frameCount;
    renderer = new FrameRenderer(stage);
  }

  /** The clip of {@code masklet demo}: 6 s, 640x360; seconds of work for each frame. */
  public static SyntheticScene demo() {
    return Presets.demo();
  }

  /** One animal walks across; 192x192, 30 frames. */
  public static SyntheticScene moving(long seed) {
    return Presets.moving(seed);
  }

  /** A dog passes behind a sheep and comes out on the other side; 256x160, 40 frames. */
  public static SyntheticScene occluded(long seed) {
    return Presets.occluded(seed);
  }

  /** A ball rolls out of the picture and comes back; 256x160, 60 frames. */
  public static SyntheticScene leavesAndReturns(long seed) {
    return Presets.leavesAndReturns(seed);
  }

  /** Two sheep that look alike cross, the second behind the first; 256x160, 40 frames. */
  public static SyntheticScene twoAlike(long seed) {
    return Presets.twoAlike(seed);
  }

  /** The camera pans and zooms while an animal walks; 256x160, 40 frames. */
  public static SyntheticScene camera(long seed) {
    return Presets.camera(seed);
  }

  /** Renders a frame and its truth. */
  public SyntheticFrame frame(int index) {
    checkIndex(index);
    return new SyntheticFrame(
        index, timestampUs(index), width(), height(), renderer.rgb(index), renderer.ids(index));
  }

  /** The truth of a frame alone, {@code [H, W]}; several times faster than {@link #frame}. */
  public byte[] ids(int index) {
    checkIndex(index);
    return renderer.ids(index);
  }

  /** Presentation time of a frame, microseconds. */
  public long timestampUs(int index) {
    return Math.round(index * 1e6 / framesPerSecond());
  }

  /** The sound of the scene, {@link Ambience#SAMPLE_RATE} Hz: left and right in turn. */
  public short[] sound() {
    return Ambience.stereo(frameCount / framesPerSecond(), stage.seed());
  }

  /** The objects, in order of their ids. */
  public List<SceneObject> objects() {
    return objects;
  }

  public String name() {
    return name;
  }

  public int width() {
    return stage.width();
  }

  public int height() {
    return stage.height();
  }

  public int frameCount() {
    return frameCount;
  }

  public double framesPerSecond() {
    return stage.framesPerSecond();
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= frameCount) {
      throw new IndexOutOfBoundsException(
          "scene %s has frames 0 to %d; asked for %d".formatted(name, frameCount - 1, index));
    }
  }
}
