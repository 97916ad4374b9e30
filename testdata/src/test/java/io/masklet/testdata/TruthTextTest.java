package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTextTest {

  @Test
  void write_thenRead_sameFrames() {
    Randomized.check(
        50,
        random -> {
          int width = random.size(1, 40);
          int height = random.size(1, 40);
          byte[] first = ids(random, width, height);
          byte[] second = ids(random, width, height);
          var file = new ByteArrayOutputStream();
          TruthText.write(file, width, height, List.of(first, second));
          TruthText truth = TruthText.read(new ByteArrayInputStream(file.toByteArray()));
          assertThat(truth.frameCount()).isEqualTo(2);
          assertThat(truth.width()).isEqualTo(width);
          assertThat(truth.height()).isEqualTo(height);
          assertThat(truth.frame(0)).isEqualTo(first);
          assertThat(truth.frame(1)).isEqualTo(second);
        });
  }

  private static byte[] ids(Randomized random, int width, int height) {
    boolean[] mask = random.mask(width, height);
    byte id = (byte) random.between(1, 4);
    byte[] ids = new byte[mask.length];
    for (int pixel = 0; pixel < ids.length; pixel++) {
      ids[pixel] = mask[pixel] ? id : 0;
    }
    return ids;
  }
}
