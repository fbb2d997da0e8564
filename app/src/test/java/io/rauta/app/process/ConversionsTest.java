package io.rauta.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Settings;
import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.control.CompileSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConversionsTest {

  @Test
  void defaultsAreThoseOfTheTranslation() {
    assertThat(Conversions.compile(Settings.defaults())).isEqualTo(CompileSettings.DEFAULT);
  }

  @Test
  void aRequestTimeoutOfZeroIsNone() {
    Settings none = Settings.defaults().with(Catalogue.REQUEST_TIMEOUT, Duration.ZERO);
    assertThat(Conversions.compile(none).requestTimeout())
        .isEqualTo(new RequestTimeout.Unlimited());
  }
}
