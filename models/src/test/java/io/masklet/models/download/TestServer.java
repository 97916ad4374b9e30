package io.masklet.models.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as each test wants, and remembers what it was asked. */
final class TestServer implements AutoCloseable {

  /** One answer. */
  interface Answer {
    void give(HttpExchange exchange, TestServer server) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final byte[] file;
  private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  TestServer(byte[] file) throws IOException {
    this.file = file.clone();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it answers, in order; the last one for ever. */
  TestServer answers(Answer... inOrder) {
    answers.addAll(List.of(inOrder));
    return this;
  }

  /** Range headers of the requests, {@code none} for those without. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  URI address() {
    return address("/model.pt");
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  byte[] file() {
    return file.clone();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(range == null ? "none" : range);
    Answer answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
    try (exchange) {
      answer.give(exchange, this);
    }
  }

  /** The file or the rest of it, as a good server does. */
  static Answer whole() {
    return cut(Integer.MAX_VALUE);
  }

  /** The same, but the connection breaks after some bytes. */
  static Answer cut(int bytes) {
    return (exchange, server) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      String condition = exchange.getRequestHeaders().getFirst("If-Range");
      boolean partial = range != null && "\"v1\"".equals(condition);
      int begin = partial ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
      byte[] rest = Arrays.copyOfRange(server.file, begin, server.file.length);
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      if (partial) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + begin + "-" + (server.file.length - 1) + "/" + server.file.length);
      }
      send(exchange, partial ? 206 : 200, rest.length, rest, bytes);
    };
  }

  /** Another file under the same name, whole, whatever was asked for. */
  static Answer bytes(byte[] other, String type) {
    return (exchange, server) -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      send(exchange, 200, other.length, other, Integer.MAX_VALUE);
    };
  }

  static Answer status(int code, String... header) {
    return (exchange, server) -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      exchange.sendResponseHeaders(code, -1);
    };
  }

  /** Some bytes, then nothing for a while. */
  static Answer stall(int bytes, long millis) {
    return (exchange, server) -> {
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, server.file.length);
      OutputStream out = exchange.getResponseBody();
      out.write(server.file, 0, bytes);
      out.flush();
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void send(HttpExchange exchange, int code, int length, byte[] bytes, int most)
      throws IOException {
    exchange.sendResponseHeaders(code, length == 0 ? -1 : length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, 0, Math.min(most, bytes.length));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
