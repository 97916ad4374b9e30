package io.masklet.cli.eval;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.video.FrameSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures of one sequence: a file a frame, called as its frame.
 *
 * @param folder where they lie
 * @param frames names without endings, in order
 */
record Pictures(Path folder, List<String> frames) {

  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png");

  /**
   * Lists a folder and checks that every frame of the truth is there.
   *
   * @throws EvaluationException if it is not; names the frame
   */
  static Pictures open(Path folder, MaskSequence truth) throws IOException {
    List<String> frames = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && ENDINGS.contains(ending(name)))
          .sorted()
          .forEach(name -> frames.add(name.substring(0, name.lastIndexOf('.'))));
    }
    for (String frame : truth.frames()) {
      if (!frames.contains(frame)) {
        throw new EvaluationException(
            "Opening the sequence '%s': the truth in %s has a frame %s, but there is no such picture in %s. Check that the data set is complete."
                .formatted(truth.name(), truth.origin(), frame, folder));
      }
    }
    return new Pictures(folder, frames);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * One frame; the caller closes it.
   *
   * @throws EvaluationException if there is none of that name
   */
  static Frame read(Path folder, String frame) throws IOException {
    for (String ending : List.of("jpg", "png", "jpeg", "JPG", "PNG")) {
      Path file = folder.resolve(frame + "." + ending);
      if (Files.isRegularFile(file)) {
        try (FrameSource source = FrameSources.openHere(file, FrameSources.DEFAULT_FOLDER_FPS)) {
          Frame read = source.next();
          if (read != null) {
            return read;
          }
        }
      }
    }
    throw new EvaluationException(
        "Reading frame %s: expected a JPEG or PNG of that name in %s, found none."
            .formatted(frame, folder));
  }
}
