package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.RawClient;
import io.rauta.origins.ScriptedOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Looks for what only client and backend may know in everything that the process says. */
public final class SecretsStayInside implements Case {

  private static final String SECRET = "s3cr3t-canary";
  private static final String FORGED = "forged-log-line";

  /** What follows the host of a request: good ones, refused ones, ones that fail. */
  private static final List<String> ENDINGS =
      List.of(
          "Authorization: Bearer " + SECRET + "\r\nCookie: id=" + SECRET + "\r\n\r\n",
          "X-Api-Key: " + SECRET + "\r\nContent-Length: 13\r\n\r\n" + SECRET,
          "Authorization: Bearer " + SECRET + "\r\nX: a\u0001\r\n\r\n",
          "Authorization : Bearer " + SECRET + "\r\n\r\n",
          "Cookie: " + SECRET.repeat(800) + "\r\n\r\n",
          "Content-Length: " + SECRET + "\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n\r\n",
          "Expect: " + SECRET + "\r\n\r\n");

  @Override
  public String name() {
    return "secrets-stay-inside";
  }

  @Override
  public String promise() {
    return "no credential, cookie, query or body of a request appears in logs, metrics or admin"
        + " pages, whether it is served, refused or fails, at any log level";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    try (ScriptedOrigin bad =
        ScriptedOrigin.start(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nSet-Cookie: " + SECRET + "\u0001\r\n\r\n");
            })) {
      Site site = trial.site().route("b", backend.port()).route("bad", bad.port()).route("dead", 1);
      GatewayProcess gateway = trial.gateway(site, "--log-level", "trace");
      for (String host : List.of("b", "bad", "dead", "nobody")) {
        for (String ending : ENDINGS) {
          ask(gateway, "GET /?token=" + SECRET, host, ending);
          ask(gateway, "GET /%0d%0a" + FORGED + "?" + SECRET, host, ending);
        }
      }
      for (String page : List.of("/metrics", "/config", "/status", "/ready")) {
        expectNothing(page, gateway.admin(page).bodyText());
      }
      expectNothing("the log", gateway.log());
      trial.figure("characters of log looked at", String.valueOf(gateway.log().length()));
    }
  }

  private static void ask(GatewayProcess gateway, String start, String host, String ending) {
    try (RawClient client = gateway.connect()) {
      client.send(start + " HTTP/1.1\r\nHost: " + host + ".test\r\n" + ending);
      client.readFinalResponse("GET");
    } catch (IOException | UncheckedIOException e) {
      // What is said about it is looked at, not what it gets.
    }
  }

  private static void expectNothing(String where, String text) {
    Expect.that(!text.contains(SECRET), "a secret is in " + where);
    Expect.that(
        text.lines().noneMatch(line -> line.startsWith(FORGED)),
        "a line of " + where + " is forged");
  }
}
