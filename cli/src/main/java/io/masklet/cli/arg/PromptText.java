package io.masklet.cli.arg;

import io.masklet.cli.prompt.PromptPart;
import io.masklet.cli.prompt.PromptPart.BoxPart;
import io.masklet.cli.prompt.PromptPart.ClickPart;
import io.masklet.cli.prompt.PromptPart.MaskPart;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.prompt.Click;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Clicks, boxes and masks as they are written on the command line, each with its {@code @when}. */
public final class PromptText {

  private PromptText() {}

  /** A click: {@code 320,180}, {@code 320,180@120} or {@code 320,180@3.5s}. */
  public static PromptPart click(String text, boolean positive) {
    Timed timed = Timed.of(text);
    double[] xy = numbers(timed.text, 2, "x,y such as 320,180");
    return new ClickPart(timed.when, new Click(new Point(xy[0], xy[1]), positive));
  }

  /** A box: {@code 40,30,200,170} with an optional {@code @when}. */
  public static PromptPart box(String text) {
    Timed timed = Timed.of(text);
    double[] edges = numbers(timed.text, 4, "x0,y0,x1,y1 such as 40,30,200,170");
    if (edges[2] <= edges[0] || edges[3] <= edges[1]) {
      throw new TypeConversionException(
          "expected x0,y0 at the top left and x1,y1 at the bottom right, so x0 < x1 and y0 < y1,"
              + " got '"
              + timed.text
              + "'");
    }
    return new BoxPart(timed.when, new Box(edges[0], edges[1], edges[2], edges[3]));
  }

  /**
   * A mask file: {@code dog.png} or {@code dog.png@120}. A name that contains {@code @} and exists
   * as it stands is taken as it stands.
   */
  public static PromptPart mask(String text) {
    int at = text.lastIndexOf('@');
    boolean timed = at > 0 && WhenText.matches(text.substring(at + 1)) && !exists(text);
    return timed
        ? new MaskPart(WhenText.parse(text.substring(at + 1)), path(text.substring(0, at)))
        : new MaskPart(When.start(), path(text));
  }

  private static boolean exists(String text) {
    return Files.exists(path(text));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("expected the path of a PNG file: " + e.getMessage());
    }
  }

  private static double[] numbers(String text, int count, String expected) {
    String[] parts = text.split(",", -1);
    if (parts.length != count) {
      throw new TypeConversionException("expected " + expected + ", got '" + text + "'");
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(parts[i].strip(), expected, text);
    }
    return numbers;
  }

  private static double number(String part, String expected, String text) {
    if (!part.matches("[+-]?\\d{1,9}(\\.\\d{1,9})?")) { // no hexadecimal, NaN or 1e99
      throw new TypeConversionException(
          "expected " + expected + ", but '" + part + "' in '" + text + "' is not a number");
    }
    return Double.parseDouble(part);
  }

  /** What stands before the {@code @}, and the moment after it. */
  private record Timed(String text, When when) {
    static Timed of(String text) {
      int at = text.indexOf('@');
      return at < 0
          ? new Timed(text, When.start())
          : new Timed(text.substring(0, at), WhenText.parse(text.substring(at + 1)));
    }
  }
}
