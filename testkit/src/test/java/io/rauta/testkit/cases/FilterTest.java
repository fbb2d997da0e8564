package io.rauta.testkit.cases;

import static io.rauta.testkit.HeadAssert.assertThatHead;
import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.ref;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.Script;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rules change in requests and responses. */
final class FilterTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void requestHeadersAreSetAddedAndRemoved() throws IOException {
    GW.origins().answering("a");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - filters:
              - type: RequestHeaderModifier
                requestHeaderModifier:
                  set: [{name: X-Set, value: new}]
                  add: [{name: X-Add, value: second}]
                  remove: [X-Gone]
              backendRefs: [%s]
            """
                .formatted(ref("a"))));

    GW.get("h", "/", "x-set: old", "x-set: older", "X-Add: first", "x-gone: 1", "x-kept: yes");

    MessageHead seen = GW.origins().requests("a").getFirst().head();
    assertThatHead(seen)
        .has("x-set", "new")
        .has("x-add", "first", "second")
        .lacks("x-gone")
        .has("x-kept", "yes");
  }

  @Test
  void responseHeadersAreSetAddedAndRemoved() throws IOException {
    GW.origins()
        .start(
            "a",
            Script.always(
                "HTTP/1.1 200 OK\r\nServer: origin\r\nX-Add: first\r\nX-Gone: 1\r\n"
                    + "Content-Length: 2\r\n\r\nhi"));
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - filters:
              - type: ResponseHeaderModifier
                responseHeaderModifier:
                  set: [{name: Server, value: rauta}]
                  add: [{name: X-Add, value: second}]
                  remove: [x-gone]
              backendRefs: [%s]
            """
                .formatted(ref("a"))));

    Message answer = GW.get("h", "/");

    assertThat(answer.bodyText()).isEqualTo("hi");
    assertThatHead(answer.head())
        .has("server", "rauta")
        .has("x-add", "first", "second")
        .lacks("x-gone");
  }

  @Test
  void filterThatIsNotSupportedAnswers500AndSaysSo() throws IOException {
    GW.origins().answering("a");
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        route(
            "r",
            """
            rules:
            - matches: [{path: {value: /extended}}]
              filters:
              - {type: ExtensionRef, extensionRef: {group: example.com, kind: Filter, name: f}}
              backendRefs: [%1$s]
            - matches: [{path: {value: /plain}}]
              backendRefs: [%1$s]
            """
                .formatted(ref("a"))));

    assertThat(GW.get("h", "/extended").status()).isEqualTo(500);
    assertThat(GW.get("h", "/plain").bodyText()).isEqualTo("a");
    assertThat(GW.routeConditions("r").toString())
        .contains("PartiallyInvalid", "filter ExtensionRef is not supported");
    assertThat(GW.origins().requests("a")).hasSize(1);
  }
}
