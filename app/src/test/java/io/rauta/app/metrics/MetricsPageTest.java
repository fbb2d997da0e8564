package io.rauta.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page is what is measured; {@code -Drauta.docs=write} writes it anew. */
final class MetricsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");

  @Test
  void pageIsFresh() throws IOException {
    String page = MetricsPage.markdown();
    if (System.getProperty("rauta.docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }
}
