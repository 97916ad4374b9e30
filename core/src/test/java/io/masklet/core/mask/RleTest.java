package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.masklet.core.geom.Size;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares with strings made by pycocotools 2.0.11. */
class RleTest {

  @TestFactory
  Stream<DynamicTest> decode_goldenVector_givesMaskAndEncodesBack() throws IOException {
    return goldens("vectors")
        .map(v -> DynamicTest.dynamicTest(v.get("note").asText(), () -> checkVector(v)));
  }

  private static void checkVector(JsonNode vector) throws Exception {
    Rle rle = rle(vector);
    Bitmap mask = rle.decode();
    assertThat(mask.areaPx()).isEqualTo(vector.get("area").asLong());
    assertThat(sha256(mask)).isEqualTo(vector.get("mask_sha256_row_major_bytes").asText());
    assertThat(Rle.encode(mask)).isEqualTo(rle);
  }

  @TestFactory
  Stream<DynamicTest> decode_malformedString_isRefused() throws IOException {
    return goldens("must_reject")
        .map(
            v ->
                DynamicTest.dynamicTest(
                    v.get("note").asText(),
                    () ->
                        assertThatIllegalArgumentException()
                            .isThrownBy(() -> rle(v).decode())
                            .withMessageContaining("expected runs that cover exactly 20 pixels")));
  }

  @Test
  void decode_endlessNumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rle(new Size(5, 4), "o".repeat(1000)).decode())
        .withMessageContaining("more than 7 characters");
  }

  @Test
  void encode_randomMasks_equalsSlowTwinAndDecodesBack() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      Bitmap mask = Bitmaps.random(random, 1 + random.nextInt(40), 1 + random.nextInt(40));
      Rle rle = Rle.encode(mask);
      assertThat(rle.counts()).isEqualTo(slowCounts(mask));
      assertThat(rle.decode()).isEqualTo(mask);
    }
  }

  private static String slowCounts(Bitmap mask) {
    RleWriter writer = new RleWriter();
    long i = 0;
    for (int x = 0; x < mask.size().widthPx(); x++) {
      for (int y = 0; y < mask.size().heightPx(); y++) {
        writer.pixel(i++, mask.get(x, y));
      }
    }
    return writer.finish(i);
  }

  private static Stream<JsonNode> goldens(String field) throws IOException {
    JsonNode root = new ObjectMapper().readTree(RleTest.class.getResource("coco_rle.json"));
    return StreamSupport.stream(root.get(field).spliterator(), false);
  }

  private static Rle rle(JsonNode vector) {
    JsonNode size = vector.get("size");
    return new Rle(
        new Size(size.get(1).asInt(), size.get(0).asInt()), vector.get("counts").asText());
  }

  private static String sha256(Bitmap mask) throws Exception {
    byte[] bytes = new byte[mask.size().pixelCount()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (mask.getAt(i) ? 1 : 0);
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
