package io.masklet.benchmarks;

import io.masklet.cli.eval.CheckedTrack;
import io.masklet.testdata.EvaluationSet;
import io.masklet.testdata.SyntheticScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Drawn scenes, tracked. Pictures are kept in a folder, so that a fit for other weights needs no
 * drawing.
 */
final class ConfidenceScenes {

  private static final List<LongFunction<SyntheticScene>> SCENES =
      List.of(
          SyntheticScene::camera,
          SyntheticScene::leavesAndReturns,
          SyntheticScene::moving,
          SyntheticScene::occluded,
          SyntheticScene::twoAlike);

  private final Path folder;
  private final ConfidenceTables tables;

  /**
   * @param folder where to keep pictures
   */
  ConfidenceScenes(Path folder, ConfidenceTables tables) {
    this.folder = folder;
    this.tables = tables;
  }

  /** Every object of the five scenes of a seed, shown in one way. */
  List<CheckedTrack> tracks(long seed, Shown shown) throws IOException {
    Path root = folder.resolve(Long.toString(seed));
    draw(seed, root);
    return tables.tracks(Long.toString(seed), root, shown);
  }

  /** The same scenes from their end to their beginning: what happened late comes soon. */
  List<CheckedTrack> backward(long seed, Shown shown) throws IOException {
    Path root = folder.resolve(Long.toString(seed));
    draw(seed, root);
    Path turned = folder.resolve(seed + "-backward");
    for (String kind : List.of("JPEGImages/480p", "Annotations/480p")) {
      for (Path sequence : list(root.resolve(kind))) {
        turn(sequence, turned.resolve(kind).resolve(sequence.getFileName()));
      }
    }
    return tables.tracks(seed + "-backward", turned, shown);
  }

  private static void turn(Path sequence, Path turned) throws IOException {
    Files.createDirectories(turned);
    List<Path> frames = list(sequence);
    for (int i = 0; i < frames.size(); i++) {
      Path name = frames.get(frames.size() - 1 - i).getFileName();
      Files.copy(frames.get(i), turned.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void draw(long seed, Path root) throws IOException {
    for (LongFunction<SyntheticScene> preset : SCENES) {
      SyntheticScene scene = preset.apply(seed);
      Path done = root.resolve("done-" + scene.name());
      if (!Files.exists(done)) {
        EvaluationSet.write(scene, scene.frameCount(), 1, root);
        Files.createFile(done);
      }
    }
  }
}
