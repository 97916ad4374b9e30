package io.masklet.models.testing;

import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import io.masklet.models.sam2.Sam2Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The small networks whose outputs the reference implementation has written down: their weights,
 * generated here, and the goldens beside the test classes.
 */
public enum NanoModel {
  /** Pointers without age, no mark of hidden objects. */
  SAM20("nano-sam20", 17, 3.94),
  SAM21("nano-sam21", 6, 1.3419),
  EDGETAM("nano-edgetam", 3, 0.2527);

  private static final Sam2Config.TrunkConfig REPVIT =
      new Sam2Config.RepVit(List.of(8, 16, 32, 64), List.of(2, 2, 3, 2));

  private static final Sam2Config.TrunkConfig HIERA =
      new Sam2Config.Hiera(16, 1, List.of(1, 2, 3, 1), List.of(4), List.of(8, 4, 14, 7));

  private final String fileName;
  private final int seed;
  private final double objectScoreShift;

  NanoModel(String fileName, int seed, double objectScoreShift) {
    this.fileName = fileName;
    this.seed = seed;
    this.objectScoreShift = objectScoreShift;
  }

  /** Sizes of all: image 128, width 64, memory width 16, two memory layers. */
  public Sam2Config config() {
    Sam2Config.TrunkConfig trunk = this == EDGETAM ? REPVIT : HIERA;
    return new Sam2Config(fileName, 128, trunk, 64, 16, 8, 2048, 2, 256);
  }

  /** All weights; of EDGETAM, all but those of parts Masklet does not build yet. */
  public StateDict weights() {
    String keys = new String(resource(fileName + ".keys"), StandardCharsets.UTF_8);
    return new StateDict(fileName, keys.lines().map(this::weight).toList());
  }

  /** Inputs and outputs of the reference implementation. */
  public StateDict goldens() {
    String file = fileName + ".safetensors";
    return SafetensorsReader.read(file, ByteBuffer.wrap(resource(file)));
  }

  private Weight weight(String line) {
    String key = line.substring(0, line.indexOf(' '));
    int[] shape =
        Arrays.stream(line.substring(key.length() + 1).split("x"))
            .mapToInt(Integer::parseInt)
            .toArray();
    float[] values = GeneratedWeights.values(fileName + "-" + seed + "/", key, shape);
    if (key.endsWith("pred_obj_score_head.layers.2.bias")) {
      values[0] = GeneratedWeights.toBfloat16((float) (values[0] + objectScoreShift));
    }
    return Weight.of(key, shape, values);
  }

  private static byte[] resource(String name) {
    try (var in = NanoModel.class.getResourceAsStream("/io/masklet/models/golden/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource golden/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
