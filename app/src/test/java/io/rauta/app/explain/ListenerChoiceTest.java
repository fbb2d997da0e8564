package io.rauta.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.listener.BindAddress.AllAddresses;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.ListenerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners whose clients connect to another port than the one that is bound. */
class ListenerChoiceTest {

  private static final ListenerConfig FIRST = mapped(10_000, 80);
  private static final ListenerConfig SECOND = mapped(10_001, 80);
  private static final ListenerConfig ALONE = mapped(10_002, 8080);

  @Test
  void isByThePortThatClientsConnectTo() {
    assertThat(choice("http://a.example:8080/"))
        .isEqualTo(new ListenerChoice.Taken(ALONE, "the port of the URL"));
  }

  @Test
  void isNotMadeBetweenGateways() {
    assertThat(choice("http://a.example/"))
        .isEqualTo(
            new ListenerChoice.Refused(
                "several Gateways have port 80; use the port that is bound in the URL and name the"
                    + " host by a Host header; listeners: *:10000 for port 80, *:10001 for port"
                    + " 80"));
  }

  @Test
  void isByThePortThatIsBoundWhereNoClientConnectsToIt() {
    assertThat(choice("http://a.example:10001/"))
        .isEqualTo(new ListenerChoice.Taken(SECOND, "the port of the URL"));
  }

  private static ListenerChoice choice(String url) {
    if (AskedRequest.of("GET", url, List.of()) instanceof AskedRequest.Parsed.Good(var asked)) {
      return ListenerChoice.of(asked, List.of(FIRST, SECOND, ALONE));
    }
    throw new AssertionError(url);
  }

  private static ListenerConfig mapped(int bound, int port) {
    return new ListenerConfig(new AllAddresses(bound), port, HttpSettings.DEFAULT, List.of());
  }
}
