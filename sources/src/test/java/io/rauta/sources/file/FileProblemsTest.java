package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a file can be wrong, with the message its author reads. */
class FileProblemsTest {

  private static final Path FILE = Path.of("conf/web.yaml");

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: web}
      """;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"badText", "badIdentity", "badFields", "badValues"})
  void isReportedAs(String name, String content, List<String> messages) {
    assertThat(problems(content))
        .as(name)
        .isEqualTo(messages.stream().map(message -> "conf/web.yaml" + message).toList());
  }

  static Stream<Arguments> badText() {
    return Stream.of(
        problem(
            "unbalanced brackets",
            """
            apiVersion: v1
            kind: [Secret
            metadata: {}
            """,
            ":3: is not valid YAML: expected ',' or ']', but got :"),
        problem(
            "tab as indentation",
            """
            apiVersion: v1
            metadata:
            \tname: a
            """,
            ":3: is not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not"
                + " use \\t(TAB) for indentation)"),
        problem(
            "a field twice",
            """
            apiVersion: v1
            kind: Secret
            kind: Service
            """,
            ":3: is not valid YAML: field 'kind' stands twice, first in line 2"),
        problem(
            "unknown anchor",
            "kind: *nothing\n",
            ":1: is not valid YAML: alias *nothing has no complete anchor before it"),
        problem(
            "an anchor that holds itself",
            "kind: &a [*a]\n",
            ":1: is not valid YAML: alias *a has no complete anchor before it"),
        problem(
            "a foreign tag",
            "kind: !!java.net.URL [x]\n",
            ":1: is not valid YAML: tag tag:yaml.org,2002:java.net.URL is not allowed (only !!str,"
                + " !!map and !!seq)"),
        problem(
            "deep nesting",
            "a: " + "[".repeat(70) + "]".repeat(70),
            ":1: is not valid YAML: is nested deeper than the allowed 64 levels"),
        problem(
            "aliases of aliases",
            bomb(),
            ":5: is not valid YAML: aliases add more than the allowed 100000 values"),
        problem(
            "text instead of an object",
            "hello\n",
            ":1: is the text 'hello' (a Kubernetes object is allowed)"),
        problem(
            "bytes that are no text",
            "kind: \0",
            ": is not valid YAML: character U+0000 at position 6 is not allowed"));
  }

  static Stream<Arguments> badIdentity() {
    return Stream.of(
        problem(
            "no kind",
            """
            apiVersion: v1
            metadata: {name: a}
            """,
            ":1: a kind: is missing (allowed: GatewayClass, Gateway, ListenerSet, HTTPRoute,"
                + " GRPCRoute, ReferenceGrant, BackendTLSPolicy, Backend, Service, EndpointSlice,"
                + " Namespace, Secret, ConfigMap)"),
        problem(
            "no apiVersion",
            """
            kind: Secret
            metadata: {name: a}
            """,
            ":1: Secret a apiVersion: is missing"),
        problem(
            "no name",
            """
            apiVersion: v1
            kind: Secret
            metadata:
              labels: {}
            """,
            ":4: Secret metadata.name: is missing"),
        problem(
            "bad name",
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: My_Secret
            """,
            ":4: Secret default/My_Secret metadata.name: is 'My_Secret' (allowed: up to 253 of a-z,"
                + " 0-9, '-' and '.', a letter or digit at both ends)"),
        problem(
            "another kind",
            """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: a, namespace: b}
            """,
            ":3: Deployment b/a kind: of apps/v1 is ignored (allowed: GatewayClass, Gateway,"
                + " ListenerSet, HTTPRoute, GRPCRoute, ReferenceGrant, BackendTLSPolicy, Backend,"
                + " Service, EndpointSlice, Namespace, Secret, ConfigMap)"),
        problem(
            "another version",
            """
            apiVersion: gateway.networking.k8s.io/v1alpha2
            kind: Gateway
            metadata: {name: a}
            """,
            ":1: Gateway a apiVersion: gateway.networking.k8s.io/v1alpha2 is not known, so it is"
                + " ignored (allowed: gateway.networking.k8s.io/v1,"
                + " gateway.networking.k8s.io/v1beta1)"),
        problem(
            "bad time",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a, creationTimestamp: today}
            """,
            ":3: Secret default/a metadata.creationTimestamp: is 'today' (allowed: a time such as"
                + " 2026-01-31T09:30:00Z)"),
        problem(
            "in a list",
            """
            apiVersion: v1
            kind: List
            items:
            - kind: Secret
              metadata: {name: a}
            """,
            ":4: Secret a apiVersion: is missing"),
        problem(
            "a list that is none",
            """
            apiVersion: v1
            kind: List
            items: {}
            """,
            ":3: List items: is an object (a list is allowed)"),
        problem(
            "the same object twice",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: a, namespace: default}
            """,
            ":5: Secret default/a metadata.name: is a duplicate of conf/web.yaml:1 and is ignored"
                + " (each object may stand once)"));
  }

  static Stream<Arguments> badFields() {
    return Stream.of(
        problem(
            "misspelt field",
            ROUTE + "spec:\n  rules:\n  - matchs: []\n",
            ":6: HTTPRoute default/web spec.rules[0].matchs: is not a known field (did you mean"
                + " matches?)"),
        problem(
            "unlike any field",
            ROUTE
                + "spec:\n  rules:\n  - backendRefs:\n    - {name: a, port: 1}\n    colour: red\n",
            ":8: HTTPRoute default/web spec.rules[0].colour: is not a known field (allowed:"
                + " backendRefs, filters, matches, name, retry, timeouts)"),
        problem(
            "misspelt in metadata",
            ROUTE.replace("name: web", "name: web, lables: {}") + "spec: {}\n",
            ":3: HTTPRoute default/web metadata.lables: is not a known field (did you mean"
                + " labels?)"),
        problem(
            "misspelt in a Backend",
            """
            apiVersion: gateway.rauta.io/v1alpha1
            kind: Backend
            metadata: {name: b}
            spec:
              endpoints:
              - ip: {adress: 127.0.0.1, port: 80}
            """,
            ":6: Backend default/b spec.endpoints[0].ip.address: is missing",
            ":6: Backend default/b spec.endpoints[0].ip.adress: is not a known field (did you mean"
                + " address?)"),
        problem("no spec", ROUTE, ":1: HTTPRoute default/web spec: is missing"),
        problem(
            "required fields",
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g}
            spec:
              listeners:
              - name: http
                port: 80
            """,
            ":5: Gateway default/g spec.gatewayClassName: is missing",
            ":6: Gateway default/g spec.listeners[0].protocol: is missing"),
        problem(
            "no spec at all",
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: g}
            """,
            ":1: GatewayClass g spec: is missing"));
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        problem(
            "text for a number",
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: g}
            spec:
              gatewayClassName: rauta
              listeners:
              - name: http
                port: "80"
                protocol: HTTP
            """,
            ":8: Gateway default/g spec.listeners[0].port: is the text '80' (an integer from 1 to"
                + " 65535 is allowed)"),
        problem(
            "port out of range",
            """
            apiVersion: gateway.rauta.io/v1alpha1
            kind: Backend
            metadata: {name: b}
            spec:
              endpoints:
              - ip: {address: 127.0.0.1, port: 80000}
            """,
            ":6: Backend default/b spec.endpoints[0].ip.port: is the number 80000 (an integer from"
                + " 1 to 65535 is allowed)"),
        problem(
            "port beyond what an int holds",
            """
            apiVersion: gateway.rauta.io/v1alpha1
            kind: Backend
            metadata: {name: b}
            spec:
              endpoints:
              - ip:
                  address: 127.0.0.1
                  port: 99999999999
            """,
            ":8: Backend default/b spec.endpoints[0].ip.port: is the number 99999999999 (an integer"
                + " from 1 to 65535 is allowed)"),
        problem(
            "port below 1",
            """
            apiVersion: v1
            kind: Service
            metadata: {name: s}
            spec:
              ports: [{port: 0}]
            """,
            ":5: Service default/s spec.ports[0].port: is the number 0 (an integer from 1 to 65535"
                + " is allowed)"),
        problem(
            "number for text",
            ROUTE + "spec:\n  hostnames: [example.org, 7]\n",
            ":5: HTTPRoute default/web spec.hostnames[1]: is the number 7 (text is allowed)"),
        problem(
            "another type in a Secret, whose values nobody may see",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            data: "key: c2VjcmV0"
            """,
            ":4: Secret default/a data: is of another type (an object is allowed)"),
        problem(
            "truth for text",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            data:
              key: true
            """,
            ":5: ConfigMap default/a data.key: is the truth value true (text is allowed)"),
        problem(
            "object for a list",
            ROUTE + "spec:\n  rules: {}\n",
            ":5: HTTPRoute default/web spec.rules: is an object (a list is allowed)"),
        problem(
            "list for an object",
            ROUTE + "spec: []\n",
            ":4: HTTPRoute default/web spec: is a list (an object is allowed)"),
        problem(
            "null in a list",
            ROUTE + "spec:\n  rules:\n  -\n",
            ":6: HTTPRoute default/web spec.rules[0]: is null (an object is allowed)"),
        problem(
            "a fraction for an integer",
            ROUTE + "spec:\n  rules:\n  - backendRefs: [{name: a, weight: 1.5}]\n",
            ":6: HTTPRoute default/web spec.rules[0].backendRefs[0].weight: is the number 1.5 (an"
                + " integer from 0 to 1000000 is allowed)"));
  }

  @Test
  void fieldsThatMeanNothingAreNoProblem() {
    assertThat(problems("# only a comment\n---\n---\n")).isEmpty();
    assertThat(problems("apiVersion: v1\nkind: List\nitems:\n")).isEmpty();
    assertThat(problems(ROUTE + "spec: {rules: null}\nstatus: {parents: 7}\n")).isEmpty();
    assertThat(problems("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nfuture: 1\n"))
        .isEmpty();
  }

  @Test
  void textThatIsNotUtf8IsReported() {
    assertThat(problems(new byte[] {'a', ':', ' ', (byte) 0xff, '\n'}))
        .containsExactly("conf/web.yaml: is not valid YAML: it is not UTF-8");
  }

  @Test
  void jsonMayBeIndentedWithTabs() {
    assertThat(
            problems("{\n\t\"apiVersion\": \"v1\",\n\t\"kind\":\t\"List\", \"items\": [\n\t]\n}"))
        .isEmpty();
  }

  @Test
  void windowsTextIsRead() {
    assertThat(problems("\ufeffapiVersion: v1\r\nkind: Secret\r\nmetadata: {name: a}\r\n"))
        .isEmpty();
  }

  private static List<String> problems(String content) {
    return problems(content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> problems(byte[] content) {
    SnapshotBuilder builder = new SnapshotBuilder();
    builder.add(FILE, ServedFile.EMPTY.updated(ParsedFile.of(FILE, content)));
    return builder.build(List.of()).problems().stream().map(FileProblem::toString).toList();
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d, ".formatted(i - 1).repeat(10))
          .append("]\n");
    }
    return text.toString();
  }

  private static Arguments problem(String name, String content, String... messages) {
    return arguments(name, content, List.of(messages));
  }
}
