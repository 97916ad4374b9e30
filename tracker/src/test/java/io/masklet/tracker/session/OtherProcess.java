package io.masklet.tracker.session;

import io.masklet.core.mask.Rle;
import io.masklet.models.registry.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of tests that have to be processes of their own. */
final class OtherProcess {

  private OtherProcess() {}

  /** Starts a class that has a main method. */
  static Process start(Class<?> program, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classpath()));
    command.add(program.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static String classpath() {
    String separator = System.getProperty("path.separator");
    String own =
        Stream.of(OtherProcess.class, Session.class, Rle.class, ModelSpec.class)
            .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
            .distinct()
            .collect(Collectors.joining(separator));
    return own + separator + System.getProperty("java.class.path");
  }
}
