package io.masklet.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Size VIDEO = new Size(640, 360);

  private final Path folder;

  PromptFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void addTo_everythingThereIs_becomesThePlan() throws Exception {
    PromptPlan plan =
        read(
            """
            {"version": 1, "objects": [
              {"name": "dog", "prompts": [
                {"clicks": [{"x": 1, "y": 2}, {"x": 3.5, "y": 4, "positive": false}]},
                {"frame": 7, "box": [1, 2, 30, 40]},
                {"time": 1.5, "clicks": [{"x": 5, "y": 6, "positive": true}], "box": [0, 0, 9, 9]}]},
              {"name": "cat", "prompts": [{"frame": 0, "clicks": [{"x": 0, "y": 0}]}]}]}
            """);
    List<PlannedObject> objects = plan.forVideo(VIDEO);
    assertThat(objects).extracting(PlannedObject::name).containsExactly("dog", "cat");
    assertThat(objects.get(0).prompts())
        .containsExactly(
            new TimedPrompt(
                When.start(), Prompt.clicks(Click.positive(1, 2), Click.negative(3.5, 4))),
            new TimedPrompt(When.frame(7), Prompt.box(new Box(1, 2, 30, 40))),
            new TimedPrompt(
                When.timeUs(1_500_000), Prompt.box(new Box(0, 0, 9, 9), Click.positive(5, 6))));
  }

  @Test
  void addTo_relativeMask_liesBesideTheFile() throws Exception {
    TestPng.write(folder.resolve("dog.png"), VIDEO, (x, y) -> x < 3);
    PromptPlan plan =
        read("{\"version\":1,\"objects\":[" + object("{\"mask\":\"dog.png\"}") + "]}");
    assertThat(plan.forVideo(VIDEO).get(0).prompts().get(0).prompt())
        .isInstanceOf(Prompt.Mask.class);
  }

  /** What stands where the prompt should, and where the complaint points to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | objects[0].prompts[0]: expected clicks, a box or a mask",
        "{`}                                       | not valid JSON",
        "7                                         | objects[0].prompts[0]: expected an object { }, got 7",
        "null                                      | objects[0].prompts[0]: expected an object { }, got null",
        "{\"clik\":[]}                             | objects[0].prompts[0].clik: this field is unknown here",
        "{\"clicks\":[]}                           | objects[0].prompts[0].clicks: expected an array [ ] of 1",
        "{\"clicks\":{}}                           | objects[0].prompts[0].clicks: expected an array",
        "{\"clicks\":[{\"x\":1}]}                  | objects[0].prompts[0].clicks[0].y: this field is missing",
        "{\"clicks\":[{\"x\":\"1\",\"y\":2}]}      | objects[0].prompts[0].clicks[0].x: expected a number",
        "{\"clicks\":[{\"x\":1e999,\"y\":2}]}      | objects[0].prompts[0].clicks[0].x: expected a number",
        "{\"clicks\":[{\"x\":-1,\"y\":2}]}         | objects[0].prompts[0].clicks[0].x: expected a number from 0",
        "{\"clicks\":[{\"x\":NaN,\"y\":2}]}        | not valid JSON",
        "{\"clicks\":[{\"x\":1,\"x\":1,\"y\":2}]}  | not valid JSON",
        "{\"clicks\":[{\"x\":1,\"y\":2,\"positive\":1}]} | clicks[0].positive: expected true or false, got 1",
        "{\"box\":[1,2,3]}                         | objects[0].prompts[0].box: expected an array [ ] of 4",
        "{\"box\":[9,9,3,3]}                       | objects[0].prompts[0].box: expected [x0, y0, x1, y1]",
        "{\"box\":[1,2,3,null]}                    | objects[0].prompts[0].box[3]: expected a number",
        "{\"mask\":7}                              | objects[0].prompts[0].mask: expected a text",
        "{\"frame\":-1,\"box\":[1,2,3,4]}          | objects[0].prompts[0].frame: expected a whole number from 0",
        "{\"frame\":1.5,\"box\":[1,2,3,4]}         | objects[0].prompts[0].frame: expected a whole number",
        "{\"frame\":99999999999999999999,\"box\":[1,2,3,4]} | prompts[0].frame: expected a whole number",
        "{\"time\":-0.1,\"box\":[1,2,3,4]}         | objects[0].prompts[0].time: expected a number from 0",
        "{\"time\":1,\"frame\":1,\"box\":[1,2,3,4]} | objects[0].prompts[0]: expected either frame or time",
      })
  void addTo_badPrompt_saysWhere(String prompt, String complaint) {
    assertRefused("{\"version\":1,\"objects\":[" + object(prompt) + "]}", complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                | expected an object { }",
        "{}                                | version: this field is missing",
        "{\"version\":2,\"objects\":[]}    | version: expected a whole number from 1 to 1, got 2",
        "{\"version\":1}                   | objects: this field is missing",
        "{\"version\":1,\"objects\":[]}    | objects: expected an array [ ] of 1 to 254 elements",
        "{\"version\":1,\"objects\":[{}]}  | objects[0].name: this field is missing",
        "{\"version\":1,\"objects\":[]} 1  | not valid JSON",
        "{\"version\":1, // no             | not valid JSON",
      })
  void addTo_badFile_saysWhere(String json, String complaint) {
    assertRefused(json, complaint);
  }

  @Test
  void addTo_emptyOrMissingOrFolder_saysSo() {
    assertRefused("", "expected");
    Path missing = folder.resolve("none.json");
    assertThatThrownBy(() -> PromptFile.addTo(new PromptPlan(), missing))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("found none of that name");
    assertThatThrownBy(() -> PromptFile.addTo(new PromptPlan(), folder))
        .isInstanceOf(CommandException.class);
  }

  @Test
  void addTo_nestedWithoutEnd_isRefusedNotOverflown() {
    assertRefused("[".repeat(200_000), "not valid JSON");
  }

  @Test
  void addTo_longValue_isShortenedInTheMessage() {
    assertRefused("{\"version\":\"" + "x".repeat(10_000) + "\"}", "xxx...");
  }

  @Test
  void addTo_twoObjectsOfOneName_isRefused() {
    String twice = object("{\"box\":[1,2,3,4]}") + "," + object("{\"box\":[1,2,3,4]}");
    assertRefused("{\"version\":1,\"objects\":[" + twice + "]}", "two objects are called 'dog'");
  }

  @Test
  void addTo_moreObjectsThanMasksCanNumber_isRefusedWithAdvice() {
    String objects =
        IntStream.range(0, 255)
            .mapToObj(i -> object("{\"box\":[1,2,3,4]}").replace("dog", "dog " + i))
            .collect(Collectors.joining(","));
    assertRefused(
        "{\"version\":1,\"objects\":[" + objects + "]}",
        "objects[254].name: expected at most 254 objects, as many as mask files can number. Track"
            + " the others in a run of their own.");
  }

  @Test
  void addTo_remembersWhichFilesItRead() throws Exception {
    PromptPlan plan =
        read("{\"version\":1,\"objects\":[" + object("{\"mask\":\"dog.png\"}") + "]}");
    assertThat(plan.files())
        .containsExactly(folder.resolve("prompts.json"), folder.resolve("dog.png"));
  }

  @Test
  void schema_itsExamples_parse() throws Exception {
    JsonNode schema = new JsonMapper().readTree(DOCS.resolve("prompts.schema.json").toFile());
    assertThat(schema.path("examples")).isNotEmpty();
    for (JsonNode example : schema.path("examples")) {
      assertThat(read(example.toString()).names()).isNotEmpty();
    }
  }

  @Test
  void page_itsExample_parses() throws Exception {
    String page = Files.readString(DOCS.resolve("prompts.md"));
    int start = page.indexOf("```json") + "```json".length();
    String example = page.substring(start, page.indexOf("```", start));
    assertThat(read(example).names()).containsExactly("red", "blue");
  }

  private static String object(String prompt) {
    return "{\"name\":\"dog\",\"prompts\":[" + prompt + "]}";
  }

  private PromptPlan read(String json) throws IOException, CommandException {
    PromptPlan plan = new PromptPlan();
    PromptFile.addTo(plan, Files.writeString(folder.resolve("prompts.json"), json));
    return plan;
  }

  private void assertRefused(String json, String complaint) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.PROMPT))
        .hasMessageContaining("prompts.json")
        .hasMessageContaining(complaint);
  }
}
