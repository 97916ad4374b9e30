package io.masklet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.masklet.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code masklet models} in processes of their own, with folders of their own. The checkpoint is
 * that of pocket with one bit changed: small, and recognised like any other.
 */
@Tag("e2e")
@Timeout(300)
class ModelsCommandTest {

  private final Path folder;
  private final Path checkpoint;

  ModelsCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.checkpoint = folder.resolve("dogs.safetensors");
  }

  /**
   * @param code what the process returned
   * @param said standard output and error together
   */
  private record End(int code, String said) {}

  @BeforeEach
  void makeCheckpoint() throws IOException {
    Files.write(checkpoint, weights(1));
  }

  private static byte[] weights(int change) throws IOException {
    try (InputStream in =
        Main.class.getResourceAsStream("/io/masklet/models/pocket/pocket.safetensors")) {
      byte[] weights = Objects.requireNonNull(in).readAllBytes();
      weights[weights.length - 3] ^= (byte) change;
      return weights;
    }
  }

  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    Stream.of(args).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MASKLET_HOME", folder.resolve("home").toString());
    builder.environment().put("MASKLET_CACHE", folder.resolve("cache").toString());
    builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
    return builder.start();
  }

  private static End end(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said);
  }

  private End run(Object... args) throws IOException, InterruptedException {
    return end(start(args));
  }

  private static String ok(End end) {
    assertThat(end.code()).as(end.said()).isZero();
    return end.said();
  }

  private void assertRefused(int code, String reason, End end) {
    assertThat(end.code()).as(end.said()).isEqualTo(code);
    assertThat(end.said()).contains("masklet: ", reason).doesNotContain("\tat ");
  }

  @Test
  void fromFileToMasksAndAway() throws IOException, InterruptedException {
    assertThat(ok(run("models", "import", checkpoint)))
        .contains("dogs.safetensors holds pocket; it becomes the model dogs", "dogs is ready")
        .contains("./masklet track my.mp4 --click X,Y --model dogs");
    assertThat(ok(run("models", "list")))
        .containsPattern("pocket +sam2.1 +448 px +built in")
        .containsPattern("dogs +pocket +448 px +imported")
        .containsPattern("sam2.1-tiny +sam2.1 +1024 px +156.0 MB to pull +licence Apache 2.0");
    assertThat(ok(run("models", "info", "dogs")))
        .contains("source     " + checkpoint, "not an official file")
        .contains("in use, image size 448", "masklet.builder = ", "masklet.weights.sha256 = ");
    Path video = folder.resolve("in.mp4");
    Clips.good(video);
    Path csv = folder.resolve("o.csv");
    ok(run("track", video, "-c", Clips.click(0), "--csv", csv, "--model", "dogs"));
    assertThat(Files.readAllLines(csv)).hasSize(Clips.FRAMES + 1);
    assertThat(ok(run("models", "verify", "dogs")))
        .contains("dogs: the weights are as they came", "are as they were, and open");
    assertThat(ok(run("models", "remove", "dogs"))).contains("Removed dogs: ", "MB of graphs");
    assertThat(ok(run("models", "list"))).doesNotContain("dogs");
  }

  @Test
  void import_twoProcessesAtOnce_bothEndWell() throws IOException, InterruptedException {
    Process first = start("models", "import", checkpoint, "--name", "d");
    Process second = start("models", "import", checkpoint, "--name", "d");
    ok(end(first));
    ok(end(second));
    assertThat(ok(run("models", "verify", "d"))).contains("are as they were, and open");
    for (String place : List.of("home/models", "cache/models")) {
      try (Stream<Path> left = Files.list(folder.resolve(place))) {
        assertThat(left).hasSize(1).noneMatch(path -> path.toString().contains(".tmp-"));
      }
    }
  }

  @Test
  void import_thatCannotBe_leavesOtherModelsAlone() throws IOException, InterruptedException {
    ok(run("models", "import", checkpoint));
    Path text = Files.writeString(folder.resolve("notes.pt"), "Dear diary");
    assertRefused(3, "notes.pt", run("models", "import", text));
    assertRefused(3, "nowhere.pt", run("models", "import", folder.resolve("nowhere.pt")));
    Path other = Files.write(folder.resolve("other.safetensors"), weights(3));
    assertRefused(7, "with other weights", run("models", "import", other, "--name", "dogs"));
    assertRefused(7, "naming a model", run("models", "import", other, "--name", "../x"));
    assertRefused(7, "travels with Masklet", run("models", "remove", "pocket"));
    assertRefused(
        2, "--image-size: expected 1024", run("models", "import", other, "--image-size=9"));
    assertThat(ok(run("models", "verify", "dogs"))).contains("dogs: the weights are as they came");
  }

  @Test
  void verify_damaged_saysSoAndImportRepairs() throws IOException, InterruptedException {
    ok(run("models", "import", checkpoint));
    Path stored = folder.resolve("home/models/dogs/dogs.safetensors");
    Files.write(stored, weights(3));
    End damaged = run("models", "verify");
    assertThat(damaged.code()).isEqualTo(7);
    assertThat(damaged.said()).contains("dogs: the weights are damaged: expected SHA-256");
    Files.writeString(folder.resolve("home/models/dogs/model.json"), "{");
    assertThat(run("models", "verify").said()).contains("dogs: ", "model.json", "pocket: the w");
    ok(run("models", "import", checkpoint, "--force"));
    ok(run("models", "verify"));
  }

  @Test
  void pull_networkThatFails_isCodeEight() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.pt";
      assertRefused(8, "HTTP 404", run("models", "pull", "edgetam", "--from", address));
    } finally {
      server.stop(0);
    }
    assertRefused(
        8, "https://", run("models", "pull", "edgetam", "--from", "http://example.org/x.pt"));
    assertRefused(7, "expected one of sam2.1-tiny", run("models", "pull", "sam3"));
    assertThat(folder.resolve("home/models")).doesNotExist();
  }
}
