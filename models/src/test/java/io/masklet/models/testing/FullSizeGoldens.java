package io.masklet.models.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What the reference implementation gave for a network of true size: of every tensor its statistics
 * and every k-th element.
 */
public final class FullSizeGoldens {

  /** How far mean, deviation and length may be off, relative to the deviation or the length. */
  private static final double STATISTICS_LIMIT = 1e-4;

  private final Map<?, ?> tensors;
  private final Map<?, ?> digests;
  private final StateDict samples;

  FullSizeGoldens(Path folder, String name) {
    Map<String, Object> facts = FullSizeModel.json(folder.resolve(name + ".json"));
    this.tensors = FullSizeModel.member(facts, "tensors", Map.class);
    this.digests = FullSizeModel.member(facts, "weight_digests_sha256_first16hex", Map.class);
    Path file = folder.resolve(name + ".safetensors.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      this.samples = SafetensorsReader.read(file.toString(), ByteBuffer.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requires generated weights to be those the numbers were made with, bit for bit. */
  public void requireSame(StateDict weights) {
    for (String name : weights.names()) {
      assertThat(digest(weights.get(name))).as(name).isEqualTo(digests.get(name));
    }
    long counters = digests.keySet().stream().filter(FullSizeGoldens::isCounter).count();
    assertThat(weights.names()).hasSize(digests.size() - (int) counters);
  }

  /**
   * Requires a whole tensor to be the reference's.
   *
   * @param limit largest absolute difference of an element
   */
  public void requireClose(String name, Tensor actual, double limit) {
    Map<?, ?> facts = FullSizeModel.member(tensors, name, Map.class);
    int stride = Math.toIntExact(FullSizeModel.member(facts, "stride_k", Long.class));
    float[] values = actual.values();
    float[] kept = new float[(values.length - 1) / stride + 1];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[i * stride];
    }
    float[] expected = samples.get(name).floats();
    double distance =
        Tensor.of(new int[] {kept.length}, kept)
            .distance(Tensor.of(new int[] {expected.length}, expected));
    assertThat(distance).as(name).isLessThan(limit);
    requireStatistics(name, values, facts);
  }

  private static void requireStatistics(String name, float[] values, Map<?, ?> facts) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    double scale = STATISTICS_LIMIT * Math.sqrt(squares / values.length);
    assertThat(Math.abs(mean - FullSizeModel.member(facts, "mean", Double.class)))
        .as(name + " mean")
        .isLessThan(scale);
    assertThat(Math.abs(deviation - FullSizeModel.member(facts, "std", Double.class)))
        .as(name + " std")
        .isLessThan(scale);
  }

  private static boolean isCounter(Object name) {
    return name.toString().endsWith("num_batches_tracked");
  }

  private static String digest(Weight weight) {
    float[] values = weight.floats();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
