package io.masklet.models.download;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names, as curl reads it: {@code https_proxy}, {@code http_proxy},
 * {@code all_proxy} and {@code no_proxy}, the first and last two in capitals as well. A name and
 * password may stand in the address. Java's own properties ({@code -Dhttps.proxyHost=...}) come
 * first.
 */
final class EnvironmentProxy extends ProxySelector {

  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Map<String, String> environment;

  private EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  static EnvironmentProxy of(Map<String, String> environment) {
    return new EnvironmentProxy(environment);
  }

  /** Makes {@code builder} go through the proxy. */
  void applyTo(HttpClient.Builder builder) {
    if (System.getProperty("https.proxyHost") != null) {
      builder.proxy(ProxySelector.getDefault());
      return;
    }
    builder.proxy(this);
    if (credentials("https") != null || credentials("http") != null) {
      // Java refuses to send passwords to proxies of HTTPS unless told otherwise before the first
      // connection. Whoever wrote the password into the variable has told otherwise.
      if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      }
      builder.authenticator(authenticator());
    }
  }

  @Override
  public List<Proxy> select(URI address) {
    URI proxy = proxy(address.getScheme());
    if (proxy == null || isExempt(address)) {
      return DIRECT;
    }
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException e) {
    // The request itself fails with the same exception.
  }

  private Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? credentials(getRequestingURL().getProtocol())
            : null;
      }
    };
  }

  private @Nullable PasswordAuthentication credentials(String scheme) {
    URI proxy = proxy(scheme);
    if (proxy == null || proxy.getRawUserInfo() == null) {
      return null;
    }
    String[] parts = proxy.getRawUserInfo().split(":", 2);
    String password = parts.length == 2 ? decode(parts[1]) : "";
    return new PasswordAuthentication(decode(parts[0]), password.toCharArray());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private @Nullable URI proxy(String scheme) {
    String text = first(scheme + "_proxy", "all_proxy");
    if (text == null) {
      return null;
    }
    try {
      URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
      if (proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme())) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      // The message below says it better.
    }
    throw new DownloadException(
        "Looking for a proxy: expected %s_proxy to be http://HOST:PORT or http://NAME:PASSWORD@HOST:PORT,"
                .formatted(scheme)
            + " got something else.");
  }

  /** The first variable that is set, in small letters or capitals. */
  private @Nullable String first(String... names) {
    for (String name : names) {
      String capitals = name.equals("http_proxy") ? name : name.toUpperCase(Locale.ROOT);
      for (String spelling : List.of(name, capitals)) {
        String value = environment.get(spelling);
        if (value != null && !value.isBlank()) {
          return value.strip();
        }
      }
    }
    return null;
  }

  private boolean isExempt(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String list = first("no_proxy");
    return list != null
        && Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .anyMatch(entry -> covers(entry, host, address.getPort()));
  }

  /** {@code example.com} and {@code .example.com} cover it and all below it. */
  private static boolean covers(String entry, String host, int port) {
    if (entry.isEmpty()) {
      return false;
    }
    if (entry.equals("*")) {
      return true;
    }
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    if (port >= 0 && name.endsWith(":" + port)) {
      name = name.substring(0, name.lastIndexOf(':'));
    }
    String bare = name.startsWith(".") ? name.substring(1) : name;
    return host.equals(bare) || host.endsWith("." + bare);
  }
}
