package io.masklet.tracker.network.ort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether this machine has a driver that CUDA could use. Asked before the CUDA provider is tried,
 * for trying it means to unpack more than half a gigabyte.
 */
final class NvidiaDriver {

  private static final List<Path> SIGNS =
      List.of(
          Path.of("/dev/nvidiactl"),
          Path.of("/dev/nvidia0"),
          Path.of("/usr/lib/wsl/lib/libcuda.so.1"),
          Path.of(String.valueOf(System.getenv("SystemRoot")), "System32", "nvcuda.dll"));

  private NvidiaDriver() {}

  static boolean isPresent() {
    return SIGNS.stream().anyMatch(Files::exists);
  }
}
