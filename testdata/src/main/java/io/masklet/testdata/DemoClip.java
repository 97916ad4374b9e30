package io.masklet.testdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The clip of {@code masklet demo}: a dog, a sheep, a goose and a ball on a meadow, with sound. It
 * is {@link SyntheticScene#demo()}, encoded; its exact truth lies beside it.
 */
public final class DemoClip {

  /** The MP4 file, H.264 and AAC, as a class path resource. */
  public static final String RESOURCE = "/io/masklet/testdata/meadow.mp4";

  private static final String PROMPTS = "/io/masklet/testdata/meadow-prompts.json";

  private static final String TRUTH = "/io/masklet/testdata/meadow-truth.txt.gz";

  private DemoClip() {}

  /**
   * An object and where to click on it in frame 0.
   *
   * @param id as in {@link #truth}
   * @param name for people
   * @param x video pixels, centre of the pixel
   * @param y video pixels, centre of the pixel
   */
  public record Target(int id, String name, double x, double y) {}

  /** The objects, in order of their ids. */
  public static List<Target> objects() {
    return List.of(
        new Target(1, "dog", 222.5, 172.5),
        new Target(2, "sheep", 522.5, 153.5),
        new Target(3, "ball", 130.5, 262.5),
        new Target(4, "goose", 427.5, 236.5));
  }

  /** Opens the MP4 file; the caller closes it. */
  public static InputStream open() {
    return resource(RESOURCE);
  }

  /**
   * Opens the prompts of the demo: a box and a click for each object on frame 0, and again on every
   * thirtieth frame, to put right what goes wrong where they cross. A prompt file as the command
   * line takes it; the caller closes it.
   */
  public static InputStream openPrompts() {
    return resource(PROMPTS);
  }

  /** The truth of all frames, read once by whoever needs it. */
  public static TruthText truth() {
    try (InputStream file = resource(TRUTH)) {
      return TruthText.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("truth of the demo clip, " + TRUTH + ", cannot be read", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream file = DemoClip.class.getResourceAsStream(name);
    if (file == null) {
      throw new IllegalStateException(
          name + " is not on the class path; testdata/README.md says how to make it");
    }
    return file;
  }
}
