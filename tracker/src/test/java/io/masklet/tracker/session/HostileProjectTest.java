package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects that are damaged, hand-edited, newer, locked, or whose video is another one. */
class HostileProjectTest {

  private final Path folder;
  private final SceneProject scene;
  private final String text;

  HostileProjectTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.scene = new SceneProject(folder, 8);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      session.notHere(first, 3);
    }
    this.text = Files.readString(scene.file);
  }

  @Test
  void truncatedAnywhere_isRefused() throws IOException {
    for (int length = 0; length < text.stripTrailing().length(); length += 7) {
      Files.writeString(scene.file, text.substring(0, length));
      assertThatThrownBy(() -> Session.open(scene.file).close())
          .isInstanceOf(SessionException.class)
          .hasMessageContaining(scene.file.toString());
    }
  }

  @Test
  void anyByteChanged_isRefusedOrUnderstood() throws IOException {
    Random random = new Random(3);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 500; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(scene.file, changed);
      try (Session session = Session.view(scene.file)) {
        assertThat(session.objects()).isNotNull();
      } catch (SessionException refused) {
        assertThat(refused)
            .hasMessageStartingWith("Opening the ")
            .hasMessageContaining("scene.mask");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"version\": 1; \"version\": 2; newer Masklet",
        "\"version\": 1; \"version\": 0; version: expected a number",
        "masklet session; something else; format: expected masklet session",
        "\"applied\": 3; \"applied\": 9; applied: expected a number from 0 to 3",
        "\"n\": 2; \"n\": 1; growing numbers",
        "\"nextNumber\": 4; \"nextNumber\": 3; nextNumber: expected more than 3",
        "\"do\": \"add\"; \"do\": \"sudo\"; something that can be done",
        "\"do\": \"add\"; \"do\": \"delete\"; not a member of such an object",
        "\"object\": 1; \"object\": 255; object: expected a number from 1 to 254",
        "\"frame\": 0; \"frame\": -1; frame: expected a number from 0",
        "\"widthPx\": 128; \"widthPx\": 99999999; widthPx: expected a number from 1 to 32768",
        "\"widthPx\": 128; \"widthPx\": 64; size: expected that of the video",
        "\"name\": \"first\"; \"name\": \"\"; expected a name",
        "\"overlap\": false; \"overlap\": false, \"more\": 1; more: not a member",
      })
  void handEdited_isRefusedByName(String from, String to, String message) throws IOException {
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(scene.file, text.substring(0, at) + to + text.substring(at + from.length()));
    assertThatThrownBy(() -> Session.open(scene.file).close())
        .isInstanceOf(SessionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void missing_isSaidSo_andLeavesNoLock() {
    Path other = folder.resolve("other.masklet");
    assertThatThrownBy(() -> Session.open(other))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("there is no such file");
    assertThat(folder.resolve("other.masklet.lock")).doesNotExist();
  }

  @Test
  void openTwice_isRefused_andLookingIsNot() throws IOException {
    try (Session session = Session.open(scene.file)) {
      assertThatThrownBy(() -> Session.open(scene.file))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("another process has it open");
      try (Session looking = Session.view(scene.file)) {
        assertThat(looking.objects()).isEqualTo(session.objects());
        assertThat(looking.results().frameCount()).isZero();
      }
    }
    Session.open(scene.file).close();
  }

  /** Tells whether it can open a session, as another process. */
  static final class Other {

    public static void main(String[] args) {
      try (Session session = Session.open(Path.of(args[0]))) {
        System.exit(session.objects().isEmpty() ? 3 : 4);
      } catch (SessionException e) {
        System.exit(String.valueOf(e.getMessage()).contains("has it open") ? 5 : 6);
      }
    }
  }

  @Test
  void openTwiceHere_keepsTheLockAgainstOthers() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.masklet"), scene.file);
    try (Session session = Session.open(scene.file)) {
      for (Path again : List.of(scene.file, link)) {
        assertThatThrownBy(() -> Session.open(again)).isInstanceOf(SessionException.class);
      }
      assertThat(OtherProcess.start(Other.class, scene.file.toString()).waitFor()).isEqualTo(5);
      assertThat(session.objects()).isNotEmpty();
    }
    assertThat(OtherProcess.start(Other.class, scene.file.toString()).waitFor()).isEqualTo(4);
  }

  @Test
  void changedVideo_isNoticed_andNothingIsTracked() throws IOException {
    Files.write(scene.video, new byte[] {1, 2, 3, 5});
    try (Session session = Session.open(scene.file)) {
      assertThatThrownBy(() -> scene.run(session))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("other content");
      Files.write(scene.video, new byte[] {1, 2, 3});
      assertThatThrownBy(() -> scene.run(session)).hasMessageContaining("another length");
      Files.delete(scene.video);
      assertThatThrownBy(() -> scene.run(session)).hasMessageContaining("--video FILE");
    }
    assertThat(scene.network.encodedImages()).isZero();
  }

  @Test
  void movedVideo_isFoundWhenItIsNamed() throws IOException {
    Path moved = Files.move(scene.video, folder.resolve("moved.mp4"));
    try (Session session = Session.open(scene.file)) {
      session.moveVideo(moved);
    }
    try (Session session = Session.open(scene.file)) {
      assertThat(scene.run(session).complete()).isTrue();
      Path other = Files.write(folder.resolve("other.mp4"), new byte[] {9});
      assertThatThrownBy(() -> session.moveVideo(other)).isInstanceOf(SessionException.class);
      assertThat(session.video()).isEqualTo(moved);
    }
  }

  @Test
  void masksOfAnotherSession_areRefused() throws IOException {
    try (Session session = Session.open(scene.file)) {
      scene.run(session);
    }
    Path second = Files.createDirectory(folder.resolve("second"));
    SceneProject other = new SceneProject(second, 8);
    other.create().close();
    Files.copy(
        folder.resolve("scene.masks"),
        second.resolve("scene.masks"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> Session.open(other.file))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("another file");
  }

  @Test
  void promptOutside_isRefusedAndNotSaved() throws IOException {
    try (Session session = Session.open(scene.file)) {
      Prompt outside = Prompt.clicks(Click.positive(500, 3));
      assertThatThrownBy(() -> session.prompt(new ObjectId(1), 2, outside))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("outside the 128x128 frame");
    }
    assertThat(scene.file).hasContent(text);
  }

  @Test
  void existingProject_isNotReplaced() {
    assertThatThrownBy(scene::create).hasMessageContaining("it exists");
    assertThat(scene.file).hasContent(text);
  }
}
