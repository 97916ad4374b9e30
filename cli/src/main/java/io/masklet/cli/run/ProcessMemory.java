package io.masklet.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the operating system says this process holds in memory; only Linux tells. */
public final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Resident now, in MiB. */
  public static OptionalLong residentMiB() {
    return read("VmRSS:");
  }

  /** The most that was ever resident, in MiB. */
  public static OptionalLong peakMiB() {
    return read("VmHWM:");
  }

  private static OptionalLong read(String key) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
