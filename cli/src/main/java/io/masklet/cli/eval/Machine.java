package io.masklet.cli.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the program runs on, in words; speed means nothing without it. */
final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo"); // Linux; others say less

  private Machine() {}

  static String describe() {
    return "%s, %d cores, %s %s"
        .formatted(
            processor().orElse("unknown processor"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private static Optional<String> processor() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
