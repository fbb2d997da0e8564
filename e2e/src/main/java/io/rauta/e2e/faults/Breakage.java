package io.rauta.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes objects of which each is valid but for one to three faults, all of them faults that an API
 * server lets through. Always the same ones for the same seed.
 */
final class Breakage {
  /** The kinds that are made, as kubectl calls them. */
  static final List<String> KINDS = List.of("httproutes", "grpcroutes", "gateways");

  private static final int GATEWAYS_IN = 25; // one of so many objects is a Gateway
  private static final int CALLS_IN = 4; // one of so many is a GRPCRoute

  /** What a rule may have instead of what it should. */
  private static final List<String> BAD_BACKENDS =
      List.of(
          "{name: absent, port: 8080}",
          "{name: b, port: 1}",
          "{name: b, namespace: kube-system, port: 8080}",
          "{kind: Nothing, group: example.net, name: b}",
          "{kind: ConfigMap, group: \"\", name: b, port: 8080}",
          "{kind: Backend, group: gateway.rauta.io, name: absent}",
          "{name: %s, port: 65535}".formatted("x".repeat(63)));

  private static final List<String> BAD_PARENTS =
      List.of(
          "{name: site, sectionName: absent}",
          "{name: site, port: 81}",
          "{name: site, sectionName: http, port: 81}");

  private static final List<String> BAD_MATCHES =
      List.of(
          "{path: {type: RegularExpression, value: \"/(\"}}",
          "{path: {type: RegularExpression, value: \"/((a{1000}){1000}){1000}\"}}",
          "{headers: [{type: RegularExpression, name: x, value: \"[\"}]}",
          "{queryParams: [{type: RegularExpression, name: x, value: \"*\"}]}");

  private static final List<String> BAD_FILTERS =
      List.of(
          "{type: ExtensionRef, extensionRef: {group: example.net, kind: Nothing, name: x}}",
          "{type: RequestMirror, requestMirror: {backendRef: {name: absent, port: 8080}}}",
          "{type: RequestMirror, requestMirror: {backendRef: {name: b, namespace: default, port:"
              + " 8080}}}");

  private static final List<String> BAD_CALLS =
      List.of(
          "{method: {type: RegularExpression, service: \"(\"}}",
          "{headers: [{type: RegularExpression, name: x, value: \"[\"}]}");

  private static final List<String> BAD_LISTENERS =
      List.of(
          "{name: a, protocol: example.net/odd, port: 1234}",
          "{name: a, protocol: HTTPS, port: 8443, tls: {certificateRefs: [{name: absent}]}}",
          "{name: a, protocol: HTTPS, port: 8443, tls: {certificateRefs: [{name: absent, namespace:"
              + " kube-system}]}}",
          "{name: a, protocol: HTTPS, port: 8443, tls: {certificateRefs: [{kind: Nothing, group:"
              + " example.net, name: x}]}}",
          "{name: a, protocol: HTTP, port: 8081, allowedRoutes: {kinds: [{kind: Nothing}]}}",
          "{name: a, protocol: HTTP, port: 8081}, {name: b, protocol: HTTPS, port: 8081, tls:"
              + " {certificateRefs: [{name: absent}]}}");

  private final Random random;
  private final String namespace;

  Breakage(Random random, String namespace) {
    this.random = random;
    this.namespace = namespace;
  }

  /** Objects with the numbers that follow {@code first}. */
  List<String> objects(int first, int count) {
    List<String> objects = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      objects.add(random.nextInt(GATEWAYS_IN) == 0 ? gateway(i) : route(i));
    }
    return objects;
  }

  private String gateway(int number) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: broken-%d, namespace: %s}
    spec: {gatewayClassName: %s, listeners: [%s]}
    """
        .formatted(number, namespace, namespace, one(BAD_LISTENERS));
  }

  private String route(int number) {
    boolean calls = random.nextInt(CALLS_IN) == 0;
    List<Boolean> faults = faults();
    String match = calls ? "{method: {service: a.B}}" : "{path: {type: PathPrefix, value: /a}}";
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: %s
    metadata: {name: broken-%d, namespace: %s}
    spec:
      parentRefs: [%s]
      hostnames: [broken-%d.test]
      rules:
      - matches: [%s]
        filters: [%s]
        backendRefs: [%s]
    """
        .formatted(
            calls ? "GRPCRoute" : "HTTPRoute",
            number,
            namespace,
            faults.get(0) ? one(BAD_PARENTS) : "{name: site}",
            number,
            faults.get(1) ? one(calls ? BAD_CALLS : BAD_MATCHES) : match,
            faults.get(2) ? one(BAD_FILTERS) : "",
            faults.get(3) ? one(BAD_BACKENDS) : "{name: b, port: 8080}");
  }

  /** Which of four parts are broken: one at least, mostly one. */
  private List<Boolean> faults() {
    List<Boolean> faults = new ArrayList<>();
    int sure = random.nextInt(4);
    for (int i = 0; i < 4; i++) {
      faults.add(i == sure || random.nextInt(4) == 0);
    }
    return faults;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
