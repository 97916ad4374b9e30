package io.masklet.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C while a run is on: the first asks it to stop and keep what there is, the second ends the
 * process at once. The same for a terminal that is closed and for {@code kill}.
 *
 * <p>A shutdown hook would not do: while hooks run, the virtual machine ignores further signals, so
 * that nobody could get out of a run that hangs.
 */
@SuppressWarnings({"sunapi", "SunApi"}) // signals have no other door in Java
public final class Interruption implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicBoolean requested = new AtomicBoolean();
  private final List<Runnable> restore = new ArrayList<>();
  private final Console console;

  private Interruption(Console console) {
    this.console = console;
  }

  /** Listens until closed. */
  public static Interruption listen(Console console) {
    Interruption interruption = new Interruption(console);
    SIGNALS.forEach(interruption::handle);
    return interruption;
  }

  private void handle(String name) {
    try {
      var signal = new sun.misc.Signal(name);
      var before = sun.misc.Signal.handle(signal, received -> request());
      restore.add(() -> sun.misc.Signal.handle(signal, before));
    } catch (IllegalArgumentException e) {
      // This system does not have that signal, or keeps it for itself; the others still work.
    }
  }

  /** What a signal does. */
  void request() {
    if (requested.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.value());
    }
    console.say("\nStopping after this frame; press Ctrl-C again to leave at once.");
  }

  public boolean isRequested() {
    return requested.get();
  }

  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}
