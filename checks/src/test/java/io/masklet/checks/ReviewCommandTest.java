package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code masklet review} from end to end, with the embedded model on a small drawn clip. */
@Tag("e2e")
class ReviewCommandTest {

  private static final String HEADER =
      "time_s,frame,object,x0,y0,x1,y1,area_px,centroid_x,centroid_y,object_score,predicted_iou,"
          + "presence,expected_iou,stability,agreement,prompted\n";

  private final Path folder;

  ReviewCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Result ok(Object... args) {
    Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /** A track that is fine for 40 frames and then clearly is not. */
  private Path badFromFrame40() throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < 60; i++) {
      String bad = ",10,10,50,50,200,30.0,30.0,0.1,0.1,0.55,0.1,0.1,0.1,";
      String good = ",10,10,50,50,1500,30.0,30.0,9.0,0.95,0.99,0.95,0.98,0.95,";
      csv.append(i / 25.).append(',').append(i).append(",1").append(i < 40 ? good : bad);
      csv.append(i == 0 ? "1\n" : "0\n");
    }
    return Files.writeString(folder.resolve("bad.csv"), csv);
  }

  @Test
  void review_namesABadStretchOnce_inTableJsonCsvAndPicture() throws IOException {
    Path json = folder.resolve("places.json");
    Path csv = folder.resolve("places.csv");
    Path svg = folder.resolve("timeline.svg");
    Result result = ok("review", badFromFrame40(), "--json", json, "--csv", csv, "--timeline", svg);
    assertThat(result.out()).contains("object 1").doesNotContain("more; --top");
    JsonNode places = new JsonMapper().readTree(json.toFile()).get("places");
    assertThat(places.size()).isBetween(1, 2);
    assertThat(places.get(0).get("frame").asInt()).isBetween(42, 57);
    assertThat(places.get(0).get("from_frame").asInt()).isBetween(37, 43);
    assertThat(places.get(0).get("to_frame").asInt()).isEqualTo(59);
    assertThat(places.get(0).get("gain").asDouble()).isBetween(5., 20.);
    assertThat(places.get(0).at("/signals/expected_iou").asDouble()).isEqualTo(0.1);
    assertThat(Files.readAllLines(csv)).hasSize(1 + places.size());
    assertThat(Files.readString(svg)).contains("Review of bad.csv", "object 1", ">1</text>");
  }

  @Test
  void review_ofASession_isThatOfItsExportedTable() throws IOException {
    Path clip = Clips.good(folder.resolve("clip.mp4"));
    Path project = folder.resolve("clip.masklet");
    ok("session", "new", clip, "--project", project);
    ok("session", "prompt", project, "--object", "animal", "--click", Clips.click(0));
    assertThat(Cli.run("review", project).err()).contains("none hold yet", "session run");
    ok("session", "run", project);
    Path table = folder.resolve("o.csv");
    ok("session", "export", project, "--csv", table);
    assertThat(Files.readAllLines(table)).allMatch(line -> line.split(",", -1).length == 17);
    JsonNode ofSession = places(project);
    JsonNode ofTable = places(table);
    assertThat(ofSession.size()).isEqualTo(ofTable.size());
    for (int i = 0; i < ofSession.size(); i++) {
      assertThat(ofSession.get(i).get("frame")).isEqualTo(ofTable.get(i).get("frame"));
      assertThat(ofSession.get(i).get("name").asText()).isEqualTo("animal");
    }
  }

  private JsonNode places(Path track) throws IOException {
    Path json = Files.createTempFile(folder, "places", ".json");
    ok("review", track, "--json", json, "--force");
    return new JsonMapper().readTree(json.toFile()).get("places");
  }

  @Test
  void review_badTable_saysLineAndColumn() throws IOException {
    String row = "0.0,0,1,1,1,3,3,4,2.0,2.0,1.0,0.5,0.5,0.5,0.5,0.5,1\n";
    List<List<String>> cases =
        List.of(
            List.of("", "line 1: expected the columns", "nothing"),
            List.of(HEADER, "at least one object"),
            List.of(HEADER + "1,2,3\n", "line 2: expected 17 columns, got 3"),
            List.of(HEADER + row + row, "line 3: expected the frames of object 1 to ascend"),
            List.of(HEADER + row.replace(",4,2.0", ",9999999999,2.0"), "whole number", "area_px"),
            List.of(HEADER + row.replace("1.0,0.5", "NaN,0.5"), "number in object_score"),
            List.of(HEADER + row.replace("3,3,4", "3,3,40"), "box as large as its mask"),
            List.of("x".repeat(5_000), "lines of at most 1000 characters"));
    for (List<String> each : cases) {
      Path file = Files.writeString(folder.resolve("broken.csv"), each.get(0));
      Result result = Cli.run("review", file);
      assertThat(result.code()).isNotZero();
      assertThat(result.err()).contains(each.subList(1, each.size())).contains("broken.csv");
    }
    assertThat(Cli.run("review", folder.resolve("none.csv")).code()).isNotZero();
  }
}
