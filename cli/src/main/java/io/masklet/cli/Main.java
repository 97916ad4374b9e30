package io.masklet.cli;

import io.masklet.cli.command.CommandLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;

/** Where the program starts. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    if (List.of(args).contains("--debug")) { // libraries ask for it before the options are read
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
    }
    System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), args));
  }

  /**
   * Runs one command inside this process, as tests do.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return CommandLines.create(out, err).execute(args);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    Charset terminal = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return new PrintWriter(new FileOutputStream(descriptor), /* autoFlush= */ true, terminal);
  }
}
