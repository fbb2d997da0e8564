package io.rauta.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.route.RouteTimeouts.RequestTimeout;
import io.rauta.control.CompileSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CompileDefaultsTest {

  @Test
  void defaultsAreThoseOfTheTranslation() {
    assertThat(CompileDefaults.of(Settings.defaults())).isEqualTo(CompileSettings.DEFAULT);
  }

  @Test
  void aRequestTimeoutOfZeroIsNone() {
    Settings none = Settings.defaults().with(Catalogue.REQUEST_TIMEOUT, Duration.ZERO);
    assertThat(CompileDefaults.of(none).requestTimeout()).isEqualTo(new RequestTimeout.Unlimited());
  }
}
