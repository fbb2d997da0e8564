package io.rauta.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColourTest {

  @Test
  void askedForOrNot() {
    assertThat(Colour.ALWAYS.style(Map.of("NO_COLOR", "1"))).isEqualTo(Style.COLOURED);
    assertThat(Colour.NEVER.style(Map.of("TERM", "xterm"))).isEqualTo(Style.PLAIN);
  }

  @Test
  void noColourWhereItIsNotWanted() {
    assertThat(Colour.AUTO.style(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(Style.PLAIN);
    assertThat(Colour.AUTO.style(Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
    assertThat(Colour.AUTO.style(Map.of())).isEqualTo(Style.PLAIN);
  }
}
