package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.core.eval.TrackOverlap.FrameOverlap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with figures of TrackEval; {@code tracks.py} beside {@code tracks.json} made them. */
class GoldenTracksTest {

  private static final double TOLERANCE = 1e-9;

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void randomTracks_equalReference_eachAndTogether() throws IOException {
    JsonNode golden = JSON.readTree(GoldenTracksTest.class.getResource("tracks.json"));
    List<Hota> hotas = new ArrayList<>();
    List<IdentityScore> identities = new ArrayList<>();
    for (JsonNode sequence : golden.get("sequences")) {
      TrackOverlap tracks = tracks(sequence);
      hotas.add(Hota.of(tracks));
      identities.add(IdentityScore.of(tracks));
      String name = "sequence " + (hotas.size() - 1);
      check(name, sequence.get("expected"), Hota.of(tracks), IdentityScore.of(tracks));
    }
    assertThat(hotas).hasSize(24);
    check("all", golden.get("combined"), Hota.combined(hotas), IdentityScore.combined(identities));
  }

  private static void check(String name, JsonNode expected, Hota hota, IdentityScore identity) {
    assertThat(
            new double[] {
              hota.hota(),
              hota.detectionAccuracy(),
              hota.associationAccuracy(),
              hota.localisationAccuracy(),
              identity.idf1(),
              identity.right(),
              identity.missed(),
              identity.surplus()
            })
        .as(name)
        .containsExactly(
            new double[] {
              expected.get("HOTA").asDouble(),
              expected.get("DetA").asDouble(),
              expected.get("AssA").asDouble(),
              expected.get("LocA").asDouble(),
              expected.get("IDF1").asDouble(),
              expected.get("IDTP").asDouble(),
              expected.get("IDFN").asDouble(),
              expected.get("IDFP").asDouble()
            },
            within(TOLERANCE));
  }

  private static TrackOverlap tracks(JsonNode sequence) throws IOException {
    List<FrameOverlap> frames = new ArrayList<>();
    for (JsonNode frame : sequence.get("frames")) {
      frames.add(
          new FrameOverlap(
              List.of(JSON.treeToValue(frame.get("truth"), Integer[].class)),
              List.of(JSON.treeToValue(frame.get("result"), Integer[].class)),
              JSON.treeToValue(frame.get("iou"), double[][].class)));
    }
    return new TrackOverlap(
        frames, sequence.get("truths").asInt(), sequence.get("results").asInt());
  }
}
