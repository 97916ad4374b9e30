package io.masklet.cli.eval;

import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.export.DavisPalette;
import io.masklet.core.file.OutputFolder;
import io.masklet.core.file.Png;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes masks as DAVIS wants results: a folder a sequence, a palette PNG a frame. */
final class KeptMasks {

  private static final int[] PALETTE = DavisPalette.colours();

  private KeptMasks() {}

  /**
   * Writes one sequence.
   *
   * @param folder of all sequences; made if it is missing
   * @param force whether a folder of such pictures may be replaced
   */
  static void write(Path folder, MaskSequence masks, boolean force) throws IOException {
    Files.createDirectories(folder);
    try (OutputFolder out =
        OutputFolder.begin(folder.resolve(masks.name()), force, "[^/\\\\]+\\.png")) {
      for (String frame : masks.frames()) {
        FrameMasks found = masks.masks(frame);
        Path file = out.file(frame + ".png");
        try (OutputStream png = new BufferedOutputStream(Files.newOutputStream(file))) {
          Png.writeIndexed(png, found.size(), indices(found), PALETTE);
        }
      }
      out.finish();
    }
  }

  /** A pixel holds one id; where objects overlap, the lowest. */
  private static byte[] indices(FrameMasks masks) {
    int width = masks.size().widthPx();
    byte[] indices = new byte[masks.size().pixelCount()];
    List<Integer> ids = new ArrayList<>(masks.objects().keySet());
    Collections.reverse(ids); // the lowest last, over the others
    for (int id : ids) {
      var mask = masks.mask(id);
      for (int y = 0; y < masks.size().heightPx(); y++) {
        for (int x = mask.nextSetInRow(0, y); x >= 0; x = mask.nextSetInRow(x + 1, y)) {
          indices[y * width + x] = (byte) id;
        }
      }
    }
    return indices;
  }
}
