package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.download.Connection;
import io.masklet.models.download.Download;
import io.masklet.models.registry.GraphCache;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.registry.ModelStore;
import io.masklet.models.registry.OfficialModel;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Sha256;
import io.masklet.models.registry.Weights;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a server to the store; how a download survives bad servers is for DownloadTest. */
class ModelPullTest {

  private static final byte[] POCKET =
      Weights.resource("/io/masklet/models/pocket/pocket.safetensors");

  private final ModelRegistry registry;
  private final GraphCache cache;
  private final AtomicInteger asked = new AtomicInteger();
  private byte[] served = POCKET;
  private HttpServer server;

  ModelPullTest(@TempDir Path temp) throws IOException {
    registry = new ModelRegistry(new ModelStore(temp.resolve("home")));
    cache = new GraphCache(temp.resolve("cache"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startServer() {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, served.length);
          exchange.getResponseBody().write(served);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private RegisteredModel pull(OfficialModel model, boolean replace) throws IOException {
    Download.Patience patience =
        new Download.Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ofMillis(10));
    return new ModelPull(new ModelImport(registry, cache), registry)
        .run(
            new ModelPull.Request(model, model.address(), 0, replace),
            Connection.ofUser(Duration.ofSeconds(5)),
            patience,
            new Silent());
  }

  private OfficialModel model(byte[] content) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dogs.pt");
    String hash = Sha256.of(ByteBuffer.wrap(content));
    return new OfficialModel("dogs", "pocket", address, content.length, hash);
  }

  @Test
  void run_goodServer_modelIsThereAndTheDownloadIsNot() throws IOException {
    RegisteredModel model = pull(model(POCKET), false);
    assertThat(model.manifest().name()).isEqualTo("dogs");
    assertThat(model.weights().sha256()).isEqualTo(model(POCKET).sha256());
    assertThat(registry.store().downloads().resolve("dogs.pt")).doesNotExist();
    pull(model(POCKET), false);
    assertThat(asked).hasValue(1); // what lies there is not fetched again
  }

  @Test
  void run_weightsInTheStoreDamaged_areFetchedAnewAndReplaced() throws IOException {
    pull(model(POCKET), false);
    Path stored = registry.store().folder("dogs").resolve("dogs.pt");
    byte[] damaged = POCKET.clone();
    damaged[POCKET.length - 3] ^= 1;
    Files.write(stored, damaged);
    pull(model(POCKET), false);
    assertThat(registry.get("dogs").weights().sha256()).isEqualTo(model(POCKET).sha256());
  }

  @Test
  void run_nameTaken_isSaidBeforeTheFirstByte() throws IOException {
    pull(model(POCKET), false);
    byte[] other = POCKET.clone();
    other[POCKET.length - 3] ^= 1;
    served = other;
    assertThatThrownBy(() -> pull(model(other), false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("with other weights");
    assertThat(asked).hasValue(1);
    assertThat(pull(model(other), true).manifest().sha256()).isEqualTo(model(other).sha256());
  }

  @Test
  void run_wholeFileThatIsNoCheckpoint_leavesTheStoreEmpty() {
    served = new byte[1000];
    assertThatThrownBy(() -> pull(model(served), false)).isInstanceOf(CheckpointException.class);
    assertThat(registry.names()).containsExactly("pocket");
  }

  private static final class Silent implements ModelPull.Progress {
    @Override
    public void recognised(ModelManifest manifest) {}

    @Override
    public void building(String graph, int number, int count) {}

    @Override
    public void arrived(long doneBytes, long totalBytes) {}

    @Override
    public void again(String reason) {}
  }
}
