package io.masklet.checks;

import io.masklet.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs commands inside this process and keeps what they say. */
final class Cli {

  private Cli() {}

  /**
   * @param code what the process would return
   * @param out what went to standard output
   * @param err what went to standard error
   */
  record Result(int code, String out, String err) {}

  /** Arguments may be paths or anything with a text. */
  static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Arrays.stream(args).map(Cli::text).toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), texts);
    return new Result(code, out.toString(), err.toString());
  }

  private static String text(Object arg) {
    return arg instanceof Path path ? path.toString() : String.valueOf(arg);
  }
}
