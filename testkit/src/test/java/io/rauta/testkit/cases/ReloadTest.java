package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.routeTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.RawClient;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens when the file changes. */
final class ReloadTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void editReachesConnectionsThatAreOpen() throws IOException {
    GW.origins().answering("old", "new");
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "old"));
    try (RawClient client = GW.connect()) {
      assertThat(client.get("h", "/").bodyText()).isEqualTo("old");
      GW.edit(GATEWAY, GW.origins().backends(), routeTo("r", "new"));
      assertThat(client.get("h", "/").bodyText()).isEqualTo("new");
    }
  }

  @Test
  void routeThatIsRemovedIsNotServed() throws IOException {
    GW.origins().answering("a");
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "a"));
    assertThat(GW.get("h", "/").status()).isEqualTo(200);
    GW.edit(GATEWAY, GW.origins().backends());
    assertThat(GW.get("h", "/").status()).isEqualTo(404);
    assertThat(GW.status().path("httpRoutes").isEmpty()).isTrue();
  }

  @Test
  void brokenFileKeepsTheLastGoodVersionUntilMended() throws IOException {
    GW.origins().answering("a", "b");
    GW.serve(GATEWAY, GW.origins().backends(), routeTo("r", "a"));

    GW.replaceFile(GATEWAY + "---\nkind: [\n");
    RunningGateway.eventually(
        "a problem with the file", () -> GW.page("/status").bodyText().contains(where()));
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("a");
    assertThat(GW.metric("rauta_file_problems")).isEqualTo(1);

    GW.edit(GATEWAY, GW.origins().backends(), routeTo("r", "b"));
    assertThat(GW.get("h", "/").bodyText()).isEqualTo("b");
    assertThat(GW.page("/status").bodyText()).doesNotContain(where());
  }

  /** The file, and the line up to which the text can be read. */
  private static String where() {
    return GW.file() + ":" + (GATEWAY.lines().count() + 3);
  }
}
