package io.masklet.cli.arg;

import io.masklet.tracker.pipeline.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment of a video in words: {@code 120} is a frame number, {@code 3.5s}, {@code 1:02.5} and
 * {@code 1:00:02} are times. A leading {@code @} may stand before any of them.
 */
public final class WhenText implements ITypeConverter<When> {

  /** Nobody films for 30 years; and the microseconds of it fit a long. */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private static final Pattern FRAME = Pattern.compile("\\d{1,15}");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,9})?)s");
  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}(?:\\.\\d{1,9})?)");

  @Override
  public When convert(String text) {
    return parse(text.startsWith("@") ? text.substring(1) : text);
  }

  /**
   * @param text without the {@code @}
   * @throws TypeConversionException if it is neither a frame number nor a time
   */
  public static When parse(String text) {
    if (FRAME.matcher(text).matches()) {
      return When.frame(Long.parseLong(text));
    }
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      return at(new BigDecimal(seconds.group(1)));
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      String hours = clock.group(1) == null ? "0" : clock.group(1);
      BigDecimal minutes =
          new BigDecimal(hours)
              .multiply(BigDecimal.valueOf(60))
              .add(new BigDecimal(clock.group(2)));
      return at(minutes.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(clock.group(3))));
    }
    throw new TypeConversionException(
        "expected a frame number such as 120, or a time such as 3.5s or 1:02.5, got '"
            + text
            + "'");
  }

  /** Whether {@link #parse} takes the text. */
  static boolean matches(String text) {
    return FRAME.matcher(text).matches()
        || SECONDS.matcher(text).matches()
        || CLOCK.matcher(text).matches();
  }

  private static When at(BigDecimal seconds) {
    if (seconds.compareTo(MAX_SECONDS) > 0) {
      throw new TypeConversionException("expected a time within the video, got " + seconds + " s");
    }
    return When.timeUs(
        seconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
