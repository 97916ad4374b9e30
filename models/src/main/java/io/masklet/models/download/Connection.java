package io.masklet.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to servers: time limits, and the proxy the user's environment names. */
public final class Connection {

  private final HttpClient client;
  private final Duration limit;

  private Connection(HttpClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  /** As the environment and the Java system properties say. */
  public static Connection ofUser(Duration limit) {
    return of(System.getenv(), limit);
  }

  /**
   * @param environment of the process; see {@link EnvironmentProxy}
   * @param limit for a connection, and for the beginning of an answer
   */
  static Connection of(Map<String, String> environment, Duration limit) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // one file: streams beside each other are no use
            .followRedirects(HttpClient.Redirect.NEVER) // Transfer looks at each
            .connectTimeout(limit);
    EnvironmentProxy.of(environment).applyTo(builder);
    return new Connection(builder.build(), limit);
  }

  /**
   * Asks for a file or the rest of it.
   *
   * @param fromByte first byte wanted, 0 for all
   * @param validator which version the bytes before it are of
   */
  HttpResponse<InputStream> get(URI address, long fromByte, @Nullable String validator)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(limit)
            .header("User-Agent", "masklet")
            .header("Accept-Encoding", "identity");
    if (fromByte > 0 && validator != null) {
      request.header("Range", "bytes=" + fromByte + "-").header("If-Range", validator);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadException("Downloading " + address + " was stopped.", e);
    }
  }
}
