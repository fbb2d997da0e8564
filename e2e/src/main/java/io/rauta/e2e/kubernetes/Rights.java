package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Cluster;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.OsProcess;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The shipped roles against the requests of a gateway that runs with them. */
public final class Rights implements Case {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A line for each verb on each resource of each group. */
  private static final String RULES =
      "go-template={{range $rule := .rules}}{{range $g := .apiGroups}}{{range $r :="
          + " $rule.resources}}{{range $v := $rule.verbs}}{{$g}}:{{$r}}:{{$v}}{{\"\\n\"}}"
          + "{{end}}{{end}}{{end}}{{end}}";

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public String promise() {
    return "the shipped roles allow every request that is made, and none that is not";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Cluster cluster = Cluster.here();
        ApiRecorder recorder = ApiRecorder.start(cluster)) {
      String manifest = Installation.manifest().replace("replicas: 2", "replicas: 0");
      Expect.that(!manifest.equals(Installation.manifest()), "the manifest has no two replicas");
      try {
        cluster.apply(manifest);
        cluster.apply(replica(recorder.ownAddress()));
        Set<ApiRight> used = lifetime(trial, cluster, recorder);
        judge(trial, allowed(cluster), used, recorder.refused());
      } finally {
        cluster.delete(manifest);
      }
    }
  }

  /** A gateway from its start to its end, with all that makes it ask for something. */
  private static Set<ApiRight> lifetime(Trial trial, Cluster cluster, ApiRecorder recorder)
      throws Exception {
    OsProcess gateway =
        trial.program(
            "gateway",
            List.of(
                trial.launcher().toString(),
                "run",
                "--kubernetes",
                "--kubeconfig",
                kubeconfig(trial, cluster, recorder).toString(),
                "--address-mode=service",
                "--admin-address=127.0.0.1:0"));
    gateway.awaitLine(Pattern.compile("\\bready\\b"), LIMIT);
    EveryKind objects = EveryKind.make(cluster);
    objects.awaitStatuses(LIMIT);
    objects.change(LIMIT);
    gateway.signal("TERM");
    Expect.equal(0, gateway.awaitExit(LIMIT), "exit code");
    return recorder.used();
  }

  private static void judge(
      Trial trial, Set<ApiRight> allowed, Set<ApiRight> used, List<String> refused) {
    Set<ApiRight> missing = new TreeSet<>(used);
    missing.removeAll(allowed);
    Set<ApiRight> needless = new TreeSet<>(allowed);
    needless.removeAll(used);
    trial.figure("rights used", "%d of %d".formatted(used.size(), allowed.size()));
    Expect.that(missing.isEmpty(), "used, but not allowed: " + missing + "; refused: " + refused);
    Expect.that(needless.isEmpty(), "allowed, but never used: " + needless);
    Expect.that(refused.isEmpty(), "refused: " + refused);
  }

  private static Set<ApiRight> allowed(Cluster cluster) {
    Set<ApiRight> rights = new TreeSet<>();
    for (String role : List.of("clusterrole/rauta", "role/rauta")) {
      cluster
          .kubectl("-n", Installation.NAMESPACE, "get", role, "-o", RULES)
          .lines()
          .map(line -> line.split(":", -1))
          .forEach(part -> rights.add(new ApiRight(part[0], part[1], part[2])));
    }
    return rights;
  }

  /** The account of the manifest, by way of the recorder. */
  private static Path kubeconfig(Trial trial, Cluster cluster, ApiRecorder recorder)
      throws IOException {
    String token = cluster.kubectl("-n", Installation.NAMESPACE, "create", "token", "rauta");
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: e2e
        clusters: [{name: e2e, cluster: {server: "%s"}}]
        users: [{name: rauta, user: {token: "%s"}}]
        contexts: [{name: e2e, context: {cluster: e2e, user: rauta}}]
        """
            .formatted(recorder.url(), token);
    return Files.writeString(trial.folder().resolve("kubeconfig"), text);
  }

  /** Makes this process's machine the one replica, in place of pods. */
  private static String replica(String address) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: rauta-replicas-e2e
      namespace: rauta-system
      labels:
        kubernetes.io/service-name: rauta-replicas
        endpointslice.kubernetes.io/managed-by: e2e
    addressType: IPv4
    endpoints: [{addresses: ["%s"], conditions: {ready: true, serving: true, terminating: false}}]
    ports: [{name: admin, port: 9901, protocol: TCP}]
    """
        .formatted(address);
  }
}
