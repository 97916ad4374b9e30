package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.testdata.Randomized;
import org.junit.jupiter.api.Test;

class BoxSumTest {

  @Test
  void bothWays_anySize_equalSlowTwin() {
    Randomized.check(
        100,
        random -> {
          int width = random.size(1, 40);
          int height = random.size(1, 40);
          int boxPx = 2 * random.size(1, 8) - 1;
          int[] from = new int[width * height];
          for (int i = 0; i < from.length; i++) {
            from[i] = random.size(1, 100);
          }
          int[] rows = new int[from.length];
          int[] columns = new int[from.length];
          BoxSum.alongRows(from, rows, width, height, boxPx);
          BoxSum.acrossRows(from, columns, width, height, boxPx);
          for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
              assertThat(rows[y * width + x]).isEqualTo(slow(from, width, height, x, y, boxPx, 0));
              assertThat(columns[y * width + x])
                  .isEqualTo(slow(from, width, height, x, y, 0, boxPx));
            }
          }
        });
  }

  private static int slow(int[] from, int width, int height, int x, int y, int across, int down) {
    int sum = 0;
    for (int dy = -(down / 2); dy <= down / 2; dy++) {
      for (int dx = -(across / 2); dx <= across / 2; dx++) {
        int v = Math.max(0, Math.min(y + dy, height - 1));
        int u = Math.max(0, Math.min(x + dx, width - 1));
        sum += from[v * width + u];
      }
    }
    return sum;
  }
}
