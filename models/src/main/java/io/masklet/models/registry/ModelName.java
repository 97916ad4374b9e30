package io.masklet.models.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a model may be called: its name is a word on the command line and a folder on every
 * platform, so it is small letters, digits and {@code . _ + -}.
 */
public final class ModelName {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}");

  /** Windows knows these as devices, with and without an ending. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private ModelName() {}

  /**
   * {@code name} if a model may be called so.
   *
   * @throws ModelException if not
   */
  public static String require(String name) {
    if (!isAllowed(name)) {
      throw new ModelException(
          "naming a model: expected up to 64 small letters, digits and . _ + - that begin with a"
              + " letter or digit, got \""
              + name
              + "\"");
    }
    return name;
  }

  /**
   * A name for what lies in a file: {@code My Cells.v2.pt} gives {@code my-cells.v2}.
   *
   * @param fileName without its folder
   */
  public static String ofFile(String fileName) {
    String stem = fileName.replaceFirst("\\.[A-Za-z0-9]{1,11}$", "").toLowerCase(Locale.ROOT);
    String name = stem.replaceAll("[^a-z0-9._+-]+", "-").replaceAll("^[._+-]+|[._+-]+$", "");
    String cut = name.substring(0, Math.min(64, name.length()));
    return isAllowed(cut) ? cut : "imported";
  }

  static boolean isAllowed(String name) {
    return ALLOWED.matcher(name).matches()
        && !DEVICE.matcher(name).matches()
        && !name.endsWith(".")
        && !name.contains(".tmp-"); // what is half done is called so
  }
}
