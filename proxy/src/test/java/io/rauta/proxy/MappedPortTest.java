package io.rauta.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.ProxyConfig;
import io.rauta.config.filter.PathRewrite;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.Redirection;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RouteAction;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.RuleId;
import io.rauta.config.route.VirtualHost;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A listener whose clients connect to another port than the one that is bound. */
class MappedPortTest {

  @ParameterizedTest
  @CsvSource({"80, http://b.example/x", "8080, http://b.example:8080/x"})
  void redirectionsNameThePortOfTheClient(int port, String location) throws IOException {
    try (Gateway gateway = Gateway.serving(redirecting(port));
        RawClient client = gateway.connect()) {
      client.send("GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertThat(client.readFinalResponse("GET").value("location")).contains(location);
    }
  }

  private static ProxyConfig redirecting(int port) {
    RouteRule rule =
        new RouteRule(
            new RuleId("HTTPRoute/default/moved", 0, 0),
            new RequestMatch(new PathMatch.Prefix("/"), Optional.empty(), List.of(), List.of()),
            List.of(),
            new RouteAction.Redirect(
                new Redirection(
                    Redirection.Status.FOUND,
                    Optional.empty(),
                    Optional.of("b.example"),
                    Optional.empty(),
                    new PathRewrite.Keep())),
            Gateway.defaultTimeouts());
    HostScope scope =
        new HostScope(
            "default/gateway/http",
            new HostPattern.Any(),
            new Security.Cleartext(),
            List.of(new VirtualHost(new HostPattern.Any(), List.of(rule))));
    return new ProxyConfig(
        List.of(new ListenerConfig(Gateway.BIND, port, HttpSettings.DEFAULT, List.of(scope))),
        Map.of());
  }
}
