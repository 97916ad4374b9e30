package io.masklet.models.download;

import static io.masklet.models.download.TestServer.bytes;
import static io.masklet.models.download.TestServer.cut;
import static io.masklet.models.download.TestServer.stall;
import static io.masklet.models.download.TestServer.status;
import static io.masklet.models.download.TestServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that does everything a network has ever done to a download. */
@Timeout(60)
class DownloadTest {

  private static final byte[] FILE = new byte[300_000];

  static {
    new Random(7).nextBytes(FILE);
  }

  private static final String HASH = Sha256.of(ByteBuffer.wrap(FILE));
  private static final Duration SHORT = Duration.ofMillis(400);

  private final Path folder;
  private final Path target;
  private final TestServer server;
  private final List<String> again = new ArrayList<>();
  private long arrived;

  DownloadTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.target = folder.resolve("downloads").resolve("model.pt");
    this.server = new TestServer(FILE);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private void download() throws IOException {
    download(new Download(server.address(), target, FILE.length, HASH), Map.of());
  }

  private void download(Download download, Map<String, String> environment) throws IOException {
    Download.Patience patience =
        new Download.Patience(Duration.ofSeconds(5), SHORT, 3, Duration.ofMillis(10));
    Connection connection = Connection.of(environment, patience.connect());
    download.run(
        connection,
        patience,
        new Download.Progress() {
          @Override
          public void arrived(long doneBytes, long totalBytes) {
            assertThat(totalBytes).isEqualTo(FILE.length);
            arrived = doneBytes;
          }

          @Override
          public void again(String reason) {
            again.add(reason);
          }
        });
  }

  private void assertWhole() throws IOException {
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(arrived).isEqualTo(FILE.length);
    assertThat(leftOver()).containsExactly("model.pt", "model.pt.lock");
  }

  private List<String> leftOver() throws IOException {
    try (Stream<Path> files = Files.list(target.getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path part() {
    return target.resolveSibling("model.pt.part");
  }

  @Test
  void run_goodServer_givesTheFile() throws IOException {
    server.answers(whole());
    download();
    assertWhole();
    assertThat(again).isEmpty();
  }

  @Test
  void run_connectionBreaksTwice_goesOnWhereItBroke() throws IOException {
    server.answers(cut(100_000), cut(50_000), whole());
    download();
    assertWhole();
    assertThat(server.asked().get(0)).isEqualTo("none");
    assertThat(server.asked().subList(1, 3)).allMatch(range -> range.matches("bytes=[1-9]\\d+-"));
    assertThat(again).hasSize(2);
  }

  @Test
  void run_givenUpAndRunAgain_goesOnWhereItWas() throws IOException {
    server.answers(cut(100_000), status(503), status(503), status(503), whole());
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("the server is busy or broken (HTTP 503)")
        .hasMessageContaining("are kept; run the command again");
    long had = Files.size(part());
    assertThat(had).isPositive();
    assertThat(target).doesNotExist();
    server.answers(whole());
    download();
    assertWhole();
    assertThat(server.asked()).last().isEqualTo("bytes=" + had + "-");
  }

  @Test
  void run_fileChangedMeanwhile_startsAnew() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(part(), new byte[1000]);
    Files.writeString(
        target.resolveSibling("model.pt.part.json"), "{\"validator\": \"\\\"v0\\\"\"}");
    server.answers(whole()); // knows no version v0, so it sends all
    download();
    assertWhole();
    assertThat(server.asked()).containsExactly("bytes=1000-");
  }

  @Test
  void run_noteDamaged_startsAnew() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(part(), new byte[1000]);
    Files.writeString(target.resolveSibling("model.pt.part.json"), "{\"val");
    server.answers(whole());
    download();
    assertWhole();
    assertThat(server.asked()).containsExactly("none");
  }

  @Test
  void run_serverIgnoresRange_startsAnew() throws IOException {
    server.answers(cut(100_000), bytes(FILE, "application/octet-stream"));
    download();
    assertWhole();
  }

  @Test
  void run_wrongRange_startsAnew() throws IOException {
    server.answers(
        cut(100_000),
        (exchange, s) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/10");
          exchange.sendResponseHeaders(206, 5);
          exchange.getResponseBody().write(new byte[5]);
        },
        whole());
    download();
    assertWhole();
  }

  @Test
  void run_restNotThere_startsAnew() throws IOException {
    server.answers(cut(100_000), status(416), whole());
    download();
    assertWhole();
  }

  @Test
  void run_otherLength_isRefusedAtOnce() {
    server.answers(bytes(new byte[123], "application/octet-stream"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("expected a file of 300000 bytes, the server has one of 123");
    assertThat(part()).doesNotExist();
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void run_noLengthAndTooMuch_takesNoMoreThanItMust() throws IOException {
    byte[] more = Arrays.copyOf(FILE, FILE.length + 5000);
    server.answers(
        (exchange, s) -> {
          exchange.sendResponseHeaders(200, 0); // in pieces, without a length
          exchange.getResponseBody().write(more);
        });
    download();
    assertWhole();
  }

  @Test
  void run_wrongBytes_areDeleted() throws IOException {
    byte[] wrong = FILE.clone();
    wrong[1000] ^= 1;
    server.answers(bytes(wrong, "application/octet-stream"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("expected a file with SHA-256 " + HASH)
        .hasMessageContaining("deleted it");
    assertThat(leftOver()).containsExactly("model.pt.lock");
  }

  @Test
  void run_loginPageInsteadOfTheFile_isRefused() {
    byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
    server.answers(bytes(page, "text/html; charset=utf-8"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("received a web page");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 407, 410, 418})
  void run_refused_saysTheStatusAndDoesNotInsist(int status) {
    server.answers(status(status));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("HTTP " + status)
        .hasMessageContaining("'masklet models import FILE'");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void run_serverBusy_isAskedAgain() throws IOException {
    server.answers(status(500), status(429, "Retry-After", "0"), whole());
    download();
    assertWhole();
    assertThat(again).hasSize(2).allMatch(reason -> reason.contains("busy or broken"));
  }

  @Test
  void run_nothingComesAnyMore_goesOnWithANewConnection() throws IOException {
    server.answers(stall(10_000, 3000), whole());
    download();
    assertWhole();
    assertThat(again).first().asString().startsWith("nothing came for");
  }

  @Test
  void run_sentOn_follows() throws IOException {
    server.answers(
        status(302, "Location", "/elsewhere"),
        status(307, "Location", server.address("/there").toString()),
        whole());
    download();
    assertWhole();
  }

  @Test
  void run_sentRoundInCircles_givesUp() {
    server.answers(status(302, "Location", "/model.pt"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("sends on and on");
  }

  @Test
  void run_sentOnToPlainHttpElsewhere_isRefused() {
    server.answers(status(302, "Location", "http://example.org/model.pt"));
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("received http://example.org/model.pt");
  }

  @Test
  void address_lessSafeThanBefore_isRefused() {
    URI https = URI.create("https://example.org/a");
    assertThat(Address.redirected(https, "b")).hasToString("https://example.org/b");
    assertThatThrownBy(() -> Address.redirected(https, "http://127.0.0.1/a"))
        .isInstanceOf(DownloadException.class);
    assertThatThrownBy(() -> Address.redirected(https, null)).hasMessageContaining("received none");
    assertThatThrownBy(() -> Address.redirected(https, "http:// /"))
        .hasMessageContaining("senseless");
    for (String unsafe : List.of("http://example.org/a", "ftp://example.org/a", "file:///a")) {
      assertThatThrownBy(() -> Address.require(URI.create(unsafe)))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("https://");
    }
  }

  @Test
  void run_nobodyListens_saysSo() throws IOException {
    server.close();
    assertThatThrownBy(this::download)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("no connection to 127.0.0.1")
        .hasMessageContaining("set https_proxy");
  }

  @Test
  void run_diskTooSmall_isSaidBeforeTheFirstByte() {
    server.answers(whole());
    Download huge = new Download(server.address(), target, Long.MAX_VALUE / 2, HASH);
    assertThatThrownBy(() -> download(huge, Map.of()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Downloading model.pt: expected room for");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void run_twoAtOnce_secondIsTold() throws IOException {
    try (PartFile first = PartFile.of(target)) {
      assertThat(first.sizeBytes()).isZero();
      assertThatThrownBy(this::download).hasMessageContaining("another masklet is at it");
    }
    server.answers(whole());
    download();
    assertWhole();
  }

  @Test
  void run_liesReady_asksNobody() throws IOException {
    Files.createDirectories(folder.resolve("downloads"));
    Files.write(target, FILE);
    download();
    assertThat(server.asked()).isEmpty();
    Files.write(target, new byte[3]); // something else under the name
    server.answers(whole());
    download();
    assertWhole();
  }

  @Test
  void run_proxyWithPassword_goesThroughIt() throws IOException {
    List<String> seen = new ArrayList<>();
    TestServer.Answer proxy =
        (exchange, s) -> {
          String who = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
          seen.add(exchange.getRequestURI() + " " + who);
          if (who == null) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"x\"");
            exchange.sendResponseHeaders(407, -1);
          } else {
            whole().give(exchange, s);
          }
        };
    server.answers(proxy);
    URI address = URI.create("http://localhost:9/model.pt"); // nobody is there; the proxy must do
    Map<String, String> environment =
        Map.of("http_proxy", "http://me:p%40ss@127.0.0.1:" + server.port());
    download(new Download(address, target, FILE.length, HASH), environment);
    assertWhole();
    assertThat(seen).last().isEqualTo("http://localhost:9/model.pt Basic bWU6cEBzcw==");
  }

  @Test
  void select_noProxy_goesStraight() {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "proxy:3128", "no_proxy", "localhost, .example.com,files.org:444");
    EnvironmentProxy proxy = EnvironmentProxy.of(environment);
    assertThat(proxy.select(URI.create("https://a.example.org/")).get(0).address())
        .hasToString("proxy/<unresolved>:3128");
    for (String straight :
        List.of("https://example.com/", "https://a.example.com/", "https://files.org:444/")) {
      assertThat(proxy.select(URI.create(straight)).get(0).type())
          .isEqualTo(java.net.Proxy.Type.DIRECT);
    }
    assertThat(proxy.select(URI.create("https://files.org/")).get(0).type())
        .isEqualTo(java.net.Proxy.Type.HTTP);
    assertThat(proxy.select(URI.create("https://notexample.com/")).get(0).type())
        .isEqualTo(java.net.Proxy.Type.HTTP);
    assertThat(
            EnvironmentProxy.of(Map.of("https_proxy", "x:1", "NO_PROXY", "*"))
                .select(URI.create("https://a.org/"))
                .get(0)
                .type())
        .isEqualTo(java.net.Proxy.Type.DIRECT);
  }

  @Test
  void select_proxyThatIsNone_saysWhatItMustLookLike() {
    EnvironmentProxy proxy = EnvironmentProxy.of(Map.of("https_proxy", "socks5://me:secret@x:1"));
    assertThatThrownBy(() -> proxy.select(URI.create("https://a.org/")))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("expected https_proxy to be http://HOST:PORT")
        .hasMessageNotContaining("secret");
  }
}
