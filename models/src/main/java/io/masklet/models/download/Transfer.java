package io.masklet.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One attempt to fetch the rest of a file. */
final class Transfer {

  private static final int MAX_REDIRECTS = 10;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Download download;
  private final PartFile part;
  private final Connection connection;
  private final Duration stall;
  private final Download.Progress progress;

  Transfer(
      Download download,
      PartFile part,
      Connection connection,
      Duration stall,
      Download.Progress progress) {
    this.download = download;
    this.part = part;
    this.connection = connection;
    this.stall = stall;
    this.progress = progress;
  }

  /** What may go better next time; {@code waitFor} is what the server asked for. */
  static final class Interrupted extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration waitFor;

    Interrupted(String reason, @Nullable Throwable cause) {
      this(reason, Duration.ZERO, cause);
    }

    Interrupted(String reason, Duration waitFor, @Nullable Throwable cause) {
      super(reason, cause);
      this.reason = reason;
      this.waitFor = waitFor;
    }

    String reason() {
      return reason;
    }

    Duration waitFor() {
      return waitFor;
    }
  }

  /**
   * Asks for what is missing and appends what comes.
   *
   * @throws Interrupted if not all of it came, or the server wants to be asked later
   * @throws DownloadException if asking again would not help
   * @throws IOException if it cannot be written
   */
  void run() throws Interrupted, IOException {
    URI at = download.address();
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<InputStream> response = ask(at);
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (status == 200 || status == 206) {
          receive(response, body);
          return;
        }
        if (status < 300 || status > 399 || status == 304) {
          throw refused(response);
        }
      }
      at = Address.redirected(at, header(response, "Location"));
    }
    throw new DownloadException(
        "Downloading %s: the server sends on and on, %d times by now. Its address may have changed."
            .formatted(download.address(), MAX_REDIRECTS));
  }

  private HttpResponse<InputStream> ask(URI at) throws Interrupted, IOException {
    long have = part.sizeBytes();
    String validator = part.validator();
    try {
      return connection.get(at, validator == null ? 0 : have, validator);
    } catch (IOException e) {
      throw new Interrupted("no connection to " + at.getHost() + " (" + reason(e) + ")", e);
    }
  }

  /** Decides whether the answer is the rest or the whole, and takes it. */
  private void receive(HttpResponse<InputStream> response, InputStream body)
      throws Interrupted, IOException {
    requireNoPage(response.headers());
    long begin = 0;
    if (response.statusCode() == 206) {
      begin = begin(response);
    } else {
      part.begin(validator(response.headers()));
    }
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (length >= 0 && begin + length != download.sizeBytes()) {
      part.discard();
      throw new DownloadException(
          ("Downloading %s: expected a file of %d bytes, the server has one of %d. It is not the"
                  + " file that is known here; a newer Masklet may know it.")
              .formatted(download.address(), download.sizeBytes(), begin + length));
    }
    copy(body);
  }

  private long begin(HttpResponse<InputStream> response) throws Interrupted, IOException {
    String range = header(response, "Content-Range");
    long have = part.sizeBytes();
    String expected =
        "bytes " + have + "-" + (download.sizeBytes() - 1) + "/" + download.sizeBytes();
    if (!expected.equals(range)) {
      part.discard();
      throw new Interrupted("asked for " + expected + ", was offered " + range, null);
    }
    return have;
  }

  private void copy(InputStream body) throws Interrupted, IOException {
    byte[] block = new byte[BLOCK_BYTES];
    long have = part.sizeBytes();
    try (FileChannel out = part.append();
        StallWatch watch = new StallWatch(body, stall)) {
      while (have < download.sizeBytes()) {
        int read = read(body, block, watch);
        int wanted = (int) Math.min(read, download.sizeBytes() - have);
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, wanted);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        have += wanted;
        watch.alive();
        progress.arrived(have, download.sizeBytes());
      }
    }
  }

  private int read(InputStream body, byte[] block, StallWatch watch) throws Interrupted {
    try {
      int read = body.read(block);
      if (read >= 0) {
        return read;
      }
    } catch (IOException e) {
      String what =
          watch.hasStalled()
              ? "nothing came for " + stall.toSeconds() + " s"
              : "the connection broke (" + reason(e) + ")";
      throw new Interrupted(what, e);
    }
    throw new Interrupted(
        watch.hasStalled()
            ? "nothing came for " + stall.toSeconds() + " s"
            : "the server stopped before the end",
        null);
  }

  private void requireNoPage(HttpHeaders headers) {
    String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw new DownloadException(
          ("Downloading %s: expected a file, received a web page. The network may want you to log"
                  + " in first, or a proxy is in the way; open the address in a browser to see.")
              .formatted(download.address()));
    }
  }

  private DownloadException refused(HttpResponse<InputStream> response)
      throws Interrupted, IOException {
    int status = response.statusCode();
    if (status == 416) { // what is here does not fit what is there
      part.discard();
      throw new Interrupted("the server has no such rest of the file", null);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new Interrupted(
          "the server is busy or broken (HTTP " + status + ")", waitFor(response), null);
    }
    String hint =
        switch (status) {
          case 404, 410 -> "its authors have moved it; a newer Masklet may know where to";
          case 407 ->
              "the proxy wants a name and password: https_proxy=http://NAME:PASSWORD@HOST:PORT";
          case 401, 403 -> "the server or a proxy on the way does not let you";
          default -> "the server does not want to";
        };
    return new DownloadException(
        "Downloading %s: the answer is HTTP %d: %s. You can fetch the file in another way and use"
                .formatted(download.address(), status, hint)
            + " 'masklet models import FILE'.");
  }

  /** How long the server asks us to wait; it is not given more than some minutes. */
  private static Duration waitFor(HttpResponse<?> response) {
    String text = header(response, "Retry-After");
    if (text == null || !text.matches("[0-9]{1,6}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(text));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  /** A strong entity tag, else the date of the last change, as {@code If-Range} takes it. */
  private static @Nullable String validator(HttpHeaders headers) {
    String tag = headers.firstValue("ETag").orElse("");
    if (tag.startsWith("\"")) {
      return tag;
    }
    return headers.firstValue("Last-Modified").orElse(null);
  }

  private static @Nullable String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
