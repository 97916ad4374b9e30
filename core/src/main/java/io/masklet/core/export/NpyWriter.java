package io.masklet.core.export;

import io.masklet.core.file.OutputFolder;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Soft masks: a folder of NumPy arrays, one per frame and object, {@code 00000_001.npy} for frame 0
 * of object 1. Each is {@code [H, W]} float32 logits at video size; greater than 0 means object.
 */
public final class NpyWriter implements MaskletSink {

  private final OutputFolder folder;

  private NpyWriter(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Begins a folder.
   *
   * @param force whether a folder of such arrays may be replaced
   */
  public static NpyWriter create(Path target, boolean force) throws VideoException {
    return new NpyWriter(OutputFolder.begin(target, force, "\\d{5,}_\\d{3,}\\.npy"));
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    for (MaskObservation object : objects) {
      MaskLogits logits = object.logits();
      if (logits == null) {
        throw new IllegalArgumentException(
            "soft masks in %s: object %d of frame %d came without logits; ask the tracker for them"
                .formatted(folder.target(), object.objectId(), frame.index()));
      }
      String name = String.format(Locale.ROOT, "%05d_%03d.npy", frame.index(), object.objectId());
      write(folder.file(name), logits);
    }
  }

  private void write(Path file, MaskLogits logits) throws VideoException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Npy.write(out, logits);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  @Override
  public void finish() throws VideoException {
    folder.finish();
  }

  @Override
  public void close() {
    folder.close();
  }
}
