package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with figures that sav_dataset/utils/sav_benchmark.py of facebookresearch/sam2 gave. */
class GoldenMetricsTest {

  private static final double TOLERANCE = 1e-9;

  private static JsonNode golden() throws IOException {
    return new JsonMapper().readTree(GoldenMetricsTest.class.getResource("j_and_f.json"));
  }

  private static Bitmap mask(JsonNode rle) {
    Size size = new Size(rle.at("/size/1").asInt(), rle.at("/size/0").asInt());
    return new Rle(size, rle.get("counts").asText()).decode();
  }

  @TestFactory
  Stream<DynamicTest> pair_equalsReference() throws IOException {
    return StreamSupport.stream(golden().get("pairs").spliterator(), false)
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair.get("id") + " " + pair.get("note").asText(), () -> checkPair(pair)));
  }

  private static void checkPair(JsonNode pair) {
    Bitmap found = mask(pair.get("prediction"));
    Bitmap truth = mask(pair.get("truth"));
    assertThat(BoundaryAccuracy.radiusPx(truth.size()))
        .isEqualTo(pair.get("boundary_radius").asInt());
    assertThat(Boundary.of(found).areaPx())
        .isEqualTo(pair.get("boundary_pixels_prediction").asLong());
    assertThat(Boundary.of(truth).areaPx()).isEqualTo(pair.get("boundary_pixels_truth").asLong());
    assertThat(RegionSimilarity.of(found, truth))
        .isCloseTo(pair.get("J").asDouble(), within(TOLERANCE));
    assertThat(BoundaryAccuracy.of(found, truth))
        .isCloseTo(pair.get("F").asDouble(), within(TOLERANCE));
  }

  @Test
  void golden_hasFortyPairs() throws IOException {
    assertThat(golden().get("pairs")).hasSize(40);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sequence_equalsReference(boolean skip) throws IOException {
    JsonNode sequence = golden().get("sequence");
    JsonNode expected = sequence.get(skip ? "skip_first_and_last" : "all_frames");
    for (String object : new String[] {"000", "001"}) {
      Masks.Sequence truth = new Masks.Sequence();
      Masks.Sequence result = new Masks.Sequence();
      for (JsonNode frame : sequence.at("/objects/" + object)) {
        add(truth, mask(frame.get("truth")));
        add(result, mask(frame.get("prediction")));
      }
      ObjectScore score = new SavRules(skip).score(truth, result).get(0);
      assertThat(100 * score.j(Quarters.EXACT).mean())
          .as("J of %s", object)
          .isCloseTo(expected.at("/J_percent/" + object).asDouble(), within(TOLERANCE));
      assertThat(100 * score.f(Quarters.EXACT).mean())
          .as("F of %s", object)
          .isCloseTo(expected.at("/F_percent/" + object).asDouble(), within(TOLERANCE));
    }
  }

  private static void add(Masks.Sequence sequence, Bitmap mask) {
    sequence.frame(mask.size(), Map.of(1, mask), null);
  }
}
