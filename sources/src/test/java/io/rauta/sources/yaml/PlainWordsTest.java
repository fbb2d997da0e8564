package io.rauta.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words without quotes mean what kubectl takes them for. */
final class PlainWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"y", "Yes", "on", "ON", "true", "True"})
  void areTrue(String word) {
    assertThat(PlainWords.value(word)).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "No", "off", "OFF", "false", "FALSE"})
  void areFalse(String word) {
    assertThat(PlainWords.value(word)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void areNothing(String word) {
    assertThat(PlainWords.value(word)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "80,80",
    "-7,-7",
    "+7,7",
    "1_000,1000",
    "0x1F,31",
    "-0xa,-10",
    "0b101,5",
    "010,8",
    "0o17,15",
    "09,9",
    "1_,1",
    "80.0,80",
    "1e3,1000",
    "-2.5e1,-25",
    "9223372036854775808,9223372036854775808"
  })
  void areIntegers(String word, String value) {
    assertThat(PlainWords.value(word)).isEqualTo(new BigInteger(value));
  }

  @ParameterizedTest
  @CsvSource({"1.5,1.5", ".5,0.5", "-0.25,-0.25", "1e-3,0.001", "1e21,1e21"})
  void areNumbers(String word, double value) {
    assertThat(PlainWords.value(word)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "yES",
        "nO",
        "10s",
        "1.2.3.4",
        "1:30",
        "2026-01-31",
        "2026-01-31T09:30:00Z",
        "-",
        "+",
        ".",
        ".5_0",
        "0x",
        "0xg",
        "_1",
        "--1",
        "1e",
        "e1",
        "::1",
        "-a",
        "٣"
      })
  void areText(String word) {
    assertThat(PlainWords.value(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.Inf", ".NaN", "1e999"})
  void areRefused(String word) {
    assertThatThrownBy(() -> PlainWords.value(word)).isInstanceOf(NumberFormatException.class);
  }
}
