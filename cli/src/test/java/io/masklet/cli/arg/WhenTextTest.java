package io.masklet.cli.arg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.tracker.pipeline.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WhenTextTest {

  @Test
  void parse_number_isAFrame() {
    assertThat(WhenText.parse("120")).isEqualTo(When.frame(120));
    assertThat(WhenText.parse("0")).isEqualTo(When.frame(0));
  }

  @ParameterizedTest
  @CsvSource({
    "3.5s, 3500000",
    "0s, 0",
    "0.000001s, 1",
    "1:02.5, 62500000",
    "01:02, 62000000",
    "90:00, 5400000000",
    "1:00:02, 3602000000",
    "0.0333667s, 33367"
  })
  void parse_time_isMicroseconds(String text, long timestampUs) {
    assertThat(WhenText.parse(text)).isEqualTo(When.timeUs(timestampUs));
  }

  @Test
  void convert_leadingAt_isAllowed() {
    assertThat(new WhenText().convert("@7")).isEqualTo(When.frame(7));
    assertThat(new WhenText().convert("7s")).isEqualTo(When.timeUs(7_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "s",
        "3,5s",
        "1:",
        ":5",
        "1:2:3:4",
        "abc",
        "1e3s",
        "NaNs",
        "12 ",
        "@@1",
        "99999999999999999999",
        "9999999999s",
        "1:999",
        "0x10"
      })
  void parse_anythingElse_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> WhenText.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("expected a");
  }
}
