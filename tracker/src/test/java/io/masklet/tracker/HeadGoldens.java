package io.masklet.tracker;

import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.testing.NanoModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;

/** What the reference makes of the decoder's answers; golden/make_heads.py says what is there. */
public final class HeadGoldens {

  private HeadGoldens() {}

  /** The reference's choices on one network. */
  static StateDict of(NanoModel model) {
    return read("nano-" + model.name().toLowerCase(Locale.ROOT) + "/heads.safetensors");
  }

  /** What is the same for all networks. */
  public static StateDict rules() {
    return read("rules.safetensors");
  }

  private static StateDict read(String file) {
    try (InputStream in = HeadGoldens.class.getResourceAsStream("golden/" + file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return SafetensorsReader.read(file, ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
