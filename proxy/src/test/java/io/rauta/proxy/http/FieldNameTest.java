package io.rauta.proxy.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNameTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void isFoundInAnyCaseAndWithUnderscores(FieldName name) {
    String lower = new String(name.lowerCase(), US_ASCII);
    assertThat(lookup(lower)).isSameAs(name);
    assertThat(lookup(lower.toUpperCase(Locale.ROOT))).isSameAs(name);
    assertThat(lookup(lower.replace('-', '_'))).isSameAs(name);
    assertThat(lower).isEqualTo(name.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void isNotFoundWhenOneLetterDiffers(FieldName name) {
    String lower = new String(name.lowerCase(), US_ASCII);
    assertThat(lookup(lower + "x")).isNotSameAs(name);
    assertThat(lookup("x" + lower)).isNotSameAs(name);
    assertThat(lookup(lower.substring(1))).isNotSameAs(name);
    for (int at = 0; at < lower.length(); at++) {
      assertThat(lookup(lower.substring(0, at) + '!' + lower.substring(at + 1)))
          .isSameAs(FieldName.OTHER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "t", "x-own", "hosts", "hos", "content_lengthx"})
  void anythingElseIsOther(String name) {
    assertThat(lookup(name)).isSameAs(FieldName.OTHER);
  }

  @Test
  void looksOnlyWhereItIsTold() {
    byte[] bytes = "xhostx".getBytes(US_ASCII);
    assertThat(FieldName.lookup(bytes, 1, 5)).isSameAs(FieldName.HOST);
  }

  private static FieldName lookup(String name) {
    byte[] bytes = name.getBytes(US_ASCII);
    return FieldName.lookup(bytes, 0, bytes.length);
  }
}
