package io.rauta.e2e.tls;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** TLS by the JDK, where BoringSSL cannot be loaded. */
public final class TlsJdk implements Case {
  private static final Map<String, String> WITHOUT_BORINGSSL =
      Map.of("RAUTA_JVM_OPTIONS", "-Dio.netty.handler.ssl.noOpenSsl=true");

  @Override
  public String name() {
    return "tls-jdk";
  }

  @Override
  public String promise() {
    return "without BoringSSL the JDK's TLS serves instead and is named before anything listens;"
        + " groups hold, and no session outlives the authority of its client";
  }

  @Override
  public void run(Trial trial) throws Exception {
    TestIssuer root = TestIssuer.root("root");
    TestIssuer people = TestIssuer.root("people");
    TestIssuer others = TestIssuer.root("others");
    Site site =
        trial
            .site()
            .route("b", trial.backend("b").port())
            .secure(root.issue("b.test"))
            .clientsOf(people);
    GatewayProcess gateway =
        trial.launch(site, WITHOUT_BORINGSSL, "", "--tls-curves", "P-384").awaitReady();
    int said = gateway.log().indexOf("tls=JDK");
    Expect.that(said >= 0, "the start says nothing of the JDK's TLS");
    Expect.that(said < gateway.log().indexOf("listening"), "it says so only once it listens");
    SSLContext me = TestTls.context(Optional.of(people.issue("me.test")), root);
    SSLContext you = TestTls.context(Optional.of(others.issue("you.test")), root);
    Expect.that(serves(site, me, "secp384r1"), "the group that is set is not taken");
    Expect.that(!serves(site, me, "x25519"), "a group that is not set is taken");
    Expect.that(serves(site, me, "secp384r1"), "a client that comes again is not served");
    Expect.that(!serves(site, you, "secp384r1"), "another authority is believed");
    site.clientsOf(others);
    Expect.eventually(
        "the next authority is believed", Expect.SLACK, () -> serves(site, you, "secp384r1"));
    Expect.that(!serves(site, me, "secp384r1"), "a session outlives the authority of its client");
  }

  private static boolean serves(Site site, SSLContext context, String group) {
    try (RawClient client =
        RawClient.connectTls(
            site.port(), context, "b.test", p -> p.setNamedGroups(new String[] {group}))) {
      return client.get("b.test", "/").status() == 200;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
