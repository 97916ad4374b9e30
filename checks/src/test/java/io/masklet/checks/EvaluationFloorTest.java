package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.checks.Cli.Result;
import io.masklet.testdata.EvaluationSet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The score on the fixed evaluation set may not fall.
 *
 * <p>The floors lie 0.01 below what was measured, 0.7516 from a mask and 0.7099 from a click:
 * another processor rounds differently, and pixels on the edge of a mask then change sides. Who
 * makes the score better raises them; who makes it worse has to say why.
 */
@Tag("e2e")
class EvaluationFloorTest {

  private static Path data;
  private final Path folder;

  EvaluationFloorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void draw(@TempDir Path root) throws IOException {
    data = root;
    EvaluationSet.write(data);
  }

  @ParameterizedTest
  @CsvSource({"mask, 0.74", "click, 0.70"})
  void pocket_jAndF_staysAboveTheFloor(String init, double floor) throws IOException {
    Path json = folder.resolve("run.json");
    Result result =
        Cli.run("eval", "davis", data, "--init", init, "--device", "cpu", "--json", json);
    assertThat(result.code()).as(result.err()).isZero();
    double jAndF = new JsonMapper().readTree(json.toFile()).at("/global/j_and_f").asDouble();
    assertThat(jAndF).as("J&F from a %s:%n%s", init, result.out()).isGreaterThan(floor);
  }
}
