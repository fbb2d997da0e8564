package io.rauta.testkit.cases;

import static io.rauta.testkit.HeadAssert.assertThatHead;
import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Message;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters of one backend among several. */
final class BackendFilterTest {

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  private static final String BACKEND =
      """
      - group: gateway.rauta.io
        kind: Backend
        name: %1$s
        filters:
        - type: ResponseHeaderModifier
          responseHeaderModifier:
            set: [{name: X-Only, value: %1$s}]
            add: [{name: X-Order, value: backend}, {name: X-Served-By, value: %1$s}]
        - type: RequestHeaderModifier
          requestHeaderModifier:
            set: [{name: x-BACKEND, value: %1$s}]
            add: [{name: X-Order, value: backend}, {name: x-order, value: more}]
            remove: [X-From-Rule]
      """;

  private static String rule(String first, String second) {
    return """
    rules:
    - filters:
      - type: RequestHeaderModifier
        requestHeaderModifier:
          add: [{name: X-Order, value: rule}]
          set: [{name: X-From-Rule, value: "1"}]
      - type: ResponseHeaderModifier
        responseHeaderModifier:
          add: [{name: X-Order, value: rule}]
          set: [{name: x-only, value: rule}]
      backendRefs:
    %s%s\
    """
        .formatted(BACKEND.formatted(first).indent(2), BACKEND.formatted(second).indent(2));
  }

  @Test
  void eachBackendGetsItsOwnBehindThoseOfTheRule() throws IOException {
    GW.origins().answering("a", "b");
    GW.serve(GATEWAY, GW.origins().backends(), route("r", rule("a", "b")));

    for (int i = 0; i < 10; i++) {
      Message answer = GW.get("h", "/", "X-Backend: client", "X-Order: client");
      String name = answer.bodyText();
      assertThatHead(answer.head())
          .has("x-served-by", name)
          .has("x-order", "backend", "rule")
          .has("x-only", "rule");
    }
    for (String name : new String[] {"a", "b"}) {
      assertThat(GW.origins().requests(name)).isNotEmpty();
      for (Message seen : GW.origins().requests(name)) {
        assertThatHead(seen.head())
            .has("x-backend", name)
            .has("x-order", "client", "rule", "backend", "more")
            .lacks("x-from-rule");
      }
    }
  }

  @Test
  void hostIsSetLikeAnyOtherField() throws IOException {
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
                requestHeaderModifier: {set: [{name: Host, value: "other.example:81"}]}
              backendRefs: [{group: gateway.rauta.io, kind: Backend, name: a}]
            """));
    GW.get("h", "/");
    assertThatHead(GW.origins().requests("a").getFirst().head()).has("host", "other.example:81");
  }
}
