package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.masklet.checks.Cli.Result;
import io.masklet.tracker.session.FrameResult;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code masklet session} from end to end, with the embedded model on a small drawn clip. */
@Tag("e2e")
class SessionCommandTest {

  private final Path folder;
  private final Path clip;
  private final Path project;

  SessionCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.clip = folder.resolve("clip.mp4");
    this.project = folder.resolve("clip.masklet");
  }

  @BeforeEach
  void draw() throws IOException {
    Clips.good(clip);
    ok("session", "new", clip, "--project", project);
    ok("session", "prompt", project, "--object", "animal", "--click", Clips.click(0));
  }

  private static Result ok(Object... args) {
    Result result = Cli.run(args);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private List<FrameResult> masks() throws IOException {
    try (Session session = Session.view(project)) {
      SessionResults results = session.results();
      List<FrameResult> all = new ArrayList<>();
      for (long frame = 0; frame < results.frameCount(); frame++) {
        all.add(results.at(frame));
      }
      return all;
    }
  }

  @Test
  void run_findsWhatTrackDoes() throws IOException {
    assertThat(ok("session", "run", project).err())
        .contains("8 frames have masks. Tracked an object in a frame 8 times");
    Path other = folder.resolve("other.masklet");
    ok(
        "track",
        clip,
        "--object",
        "animal",
        "--click",
        Clips.click(0),
        "--project",
        other,
        "--csv",
        csv("a"));
    ok("session", "export", project, "--csv", csv("b"));
    assertThat(Files.readString(csv("a"))).isEqualTo(Files.readString(csv("b")));
    ok("track", clip, "--object", "animal", "--click", Clips.click(0), "--csv", csv("c"));
    List<FrameResult> found = masks();
    for (int i = 0; i < Clips.FRAMES; i++) {
      // memories are made of rounded logits, so not every pixel of an edge is the same
      double area = areaInCsv(csv("c"), i);
      assertThat((double) found.get(i).objects().get(0).mask().decode().areaPx())
          .isCloseTo(area, withinPercentage(4));
    }
  }

  private static double areaInCsv(Path csv, int frame) throws IOException {
    return Long.parseLong(Files.readAllLines(csv).get(frame + 1).split(",")[7]);
  }

  private Path csv(String name) {
    return folder.resolve(name + ".csv");
  }

  @Test
  void correctionUndoRedo_tracksWhatChanged() throws IOException {
    ok("session", "run", project);
    List<FrameResult> before = masks();
    ok("session", "edit", project, "--absent", "animal", "5");
    assertThat(ok("session", "status", project).out())
        .contains("object   1 'animal'", "prompts: @0 @5", "masks    5 frames; ");
    assertThat(ok("session", "run", project).err())
        .contains("Tracked an object in a frame 3 times");
    List<FrameResult> after = masks();
    assertThat(after.subList(0, 5)).isEqualTo(before.subList(0, 5));
    assertThat(after.get(5).objects().get(0).mask().decode().isEmpty()).isTrue();
    assertThat(ok("session", "undo", project).err()).contains("Took back: prompt of object 1");
    assertThat(ok("session", "run", project).err())
        .contains("Tracked an object in a frame 0 times");
    assertThat(masks()).isEqualTo(before);
    ok("session", "redo", project);
    assertThat(ok("session", "status", project).out()).contains("masks    all 8 frames");
    assertThat(masks()).isEqualTo(after);
  }

  @Test
  void killedRun_goesOnToTheSameMasks() throws IOException {
    ok("session", "prompt", project, "--object", "animal", "--click", Clips.click(3) + "@3");
    ok("session", "run", project);
    List<FrameResult> whole = masks();
    Path store = folder.resolve("clip.masks");
    byte[] bytes = Files.readAllBytes(store);
    for (int percent : new int[] {10, 50, 75, 99}) {
      Files.write(store, Arrays.copyOf(bytes, bytes.length * percent / 100));
      ok("session", "run", project);
      assertThat(masks()).isEqualTo(whole);
    }
  }

  @Test
  void wrongUse_isToldWithItsCode() throws IOException {
    Result none = Cli.run("session", "status", folder.resolve("none.masklet"));
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("there is no such file");
    Result twice = Cli.run("session", "new", clip, "--project", project);
    assertThat(twice.code()).isEqualTo(5);
    Result early = Cli.run("session", "export", project, "--csv", csv("c"));
    assertThat(early.code()).isEqualTo(6);
    assertThat(early.err()).contains("none hold yet");
    Result unknown = Cli.run("session", "edit", project, "--delete", "dog");
    assertThat(unknown.code()).isEqualTo(6);
    assertThat(unknown.err()).contains("1 'animal'");
    ok("session", "prompt", project, "--object", "late", "--click", "5,5@500");
    Result late = Cli.run("session", "run", project);
    assertThat(late.code()).isEqualTo(6);
    assertThat(late.err()).contains("[500], which never came");
    Files.write(clip, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
    Result changed = Cli.run("session", "run", project);
    assertThat(changed.code()).isEqualTo(3);
    assertThat(changed.err()).contains("another length");
  }
}
