package io.masklet.testdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that a person has read and found right, kept beside the tests in {@code src/test/resources}
 * under the package of the test.
 *
 * <p>{@code -Dgolden.update=true} writes what the code says now into the source tree; read the diff
 * before you commit it.
 */
public final class Golden {

  private Golden() {}

  /**
   * Compares text with the golden of that name.
   *
   * @param test the class whose package the golden lies in
   * @param name file name, for example {@code clicked-sheep.txt}
   * @param actual lines ended by {@code \n}
   * @throws AssertionError if they differ; shows the first line that does and how to accept it
   */
  public static void check(Class<?> test, String name, String actual) {
    if (Boolean.getBoolean("golden.update")) {
      write(test, name, actual);
      return;
    }
    String expected = read(test, name);
    if (expected == null) {
      throw new AssertionError("golden %s is missing; %s".formatted(name, accept()));
    }
    String difference = firstDifference(expected, actual);
    if (difference != null) {
      throw new AssertionError(
          "%s differs from golden %s.%n%s%n%s"
              .formatted(test.getSimpleName(), name, difference, accept()));
    }
  }

  /** Describes the first line in which two texts differ; null if they are equal. */
  static @Nullable String firstDifference(String expected, String actual) {
    List<String> left = expected.lines().toList();
    List<String> right = actual.lines().toList();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String want = i < left.size() ? left.get(i) : "(end of golden)";
      String got = i < right.size() ? right.get(i) : "(end of text)";
      if (!want.equals(got)) {
        return "line %d%n  expected: %s%n  got:      %s".formatted(i + 1, want, got);
      }
    }
    return null;
  }

  private static String accept() {
    return "If the new text is right, run this test with -Dgolden.update=true and read the diff.";
  }

  private static @Nullable String read(Class<?> test, String name) {
    try (InputStream file = test.getResourceAsStream(name)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("golden " + name + " cannot be read", e);
    }
  }

  /** Tests run in their module's folder, so sources are found from there. */
  private static void write(Class<?> test, String name, String text) {
    Path folder = Path.of("src/test/resources", test.getPackageName().replace('.', '/'));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("golden " + folder.resolve(name) + " cannot be written", e);
    }
  }
}
