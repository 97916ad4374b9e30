package io.masklet.models.download;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a file may come from: HTTPS ones, and plain HTTP on this machine alone. A server
 * may send us on, but never from HTTPS to anything less.
 */
final class Address {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  private Address() {}

  /**
   * {@code address} if a file may come from there.
   *
   * @throws DownloadException if not
   */
  static URI require(URI address) {
    if (!isSafe(address)) {
      throw new DownloadException(
          "Downloading "
              + address
              + ": expected an address that begins with https://, so that nobody on the way can"
              + " change the file.");
    }
    return address;
  }

  /**
   * Where a server sends us on to.
   *
   * @param location the header, which may be relative
   * @throws DownloadException if it is missing, senseless or less safe than before
   */
  static URI redirected(URI from, @Nullable String location) {
    URI to;
    try {
      to = from.resolve(location == null ? "" : location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          "Downloading " + from + ": the server sends on to a senseless place, " + location, e);
    }
    if (location == null || !isSafe(to) || (isHttps(from) && !isHttps(to))) {
      throw new DownloadException(
          "Downloading %s: expected to be sent on to an https:// address, received %s."
              .formatted(from, location == null ? "none" : to));
    }
    return to;
  }

  private static boolean isSafe(URI address) {
    return address.getHost() != null
        && (isHttps(address)
            || ("http".equalsIgnoreCase(address.getScheme())
                && THIS_MACHINE.contains(address.getHost())));
  }

  private static boolean isHttps(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }
}
