package io.masklet.cli.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process returns; a promise to scripts, so numbers are never given a new meaning. */
public enum ExitCode {
  OK(0, "everything was done"),
  INTERNAL(1, "a fault in Masklet; --debug shows where"),
  USAGE(2, "the command line could not be understood"),
  INPUT(3, "the input is missing, may not be read or is not a video, picture or checkpoint"),
  BROKEN(4, "the video broke in the middle; outputs hold the frames up to there"),
  OUTPUT(5, "an output exists already, cannot be written or the disk is full"),
  PROMPT(6, "a prompt does not fit the video, or its frame never came"),
  MODEL(7, "the model is unknown, damaged or cannot run on this device"),
  NETWORK(8, "a download did not come through; what has arrived is kept for the next try"),
  INTERRUPTED(130, "stopped by Ctrl-C; outputs hold the frames done so far");

  private final int value;
  private final String meaning;

  ExitCode(int value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  public int value() {
    return value;
  }

  /** Number and meaning of every code, in order, as the help shows them. */
  public static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      table.put(Integer.toString(code.value), code.meaning);
    }
    return Collections.unmodifiableMap(table);
  }
}
