package io.rauta.e2e.config;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** A file that does not parse, among good ones. */
public final class BadFiles implements Case {
  @Override
  public String name() {
    return "bad-files";
  }

  @Override
  public String promise() {
    return "a file that does not parse is named with its line while all else serves; mended, it"
        + " serves and is no longer reported";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    Site site = trial.site().route("good", backend.port());
    String mended = Site.routeFile("mended", "", backend.port());
    site.write(
        "mended.yaml", mended.replaceFirst("kind: Backend\n", "kind: Backend\n\t- {broken\n"));
    GatewayProcess gateway = trial.gateway(site);
    Expect.equal(200, gateway.get("good", "/").status(), "status of the good route");
    Expect.equal(
        404, gateway.get("mended", "/").status(), "status of the route that cannot be read");
    trial.figure("log", gateway.awaitLine(Pattern.compile("mended\\.yaml:3"), Expect.SLACK));
    Expect.that(
        gateway.admin("/status").bodyText().contains("mended.yaml"),
        "/status does not name the file");

    site.write("mended.yaml", mended);
    Expect.eventually(
        "the mended route serves", Expect.SLACK, () -> status(gateway, "mended") == 200);
    Expect.eventually(
        "/status is clean",
        Expect.SLACK,
        () -> !gateway.admin("/status").bodyText().contains("mended.yaml"));

    site.write("mended.yaml", "kind: [");
    Expect.eventually(
        "/status names the file again",
        Expect.SLACK,
        () -> gateway.admin("/status").bodyText().contains("mended.yaml"));
    Expect.equal(200, status(gateway, "mended"), "status of the last good version");
    Expect.equal(200, status(gateway, "good"), "status of the good route");
  }

  private static int status(GatewayProcess gateway, String host) {
    try {
      return gateway.get(host, "/").status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
