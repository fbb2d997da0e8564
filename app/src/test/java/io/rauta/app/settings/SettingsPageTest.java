package io.rauta.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page is what the settings say; {@code -Drauta.docs=write} writes it anew. */
final class SettingsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

  @Test
  void pageIsFresh() throws IOException {
    String page = SettingsPage.markdown();
    if (System.getProperty("rauta.docs", "").equals("write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }
}
