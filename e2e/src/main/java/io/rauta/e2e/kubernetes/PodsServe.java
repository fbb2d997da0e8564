package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Cluster;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** From nothing to a served route with what is shipped: the image and {@code deploy/rauta.yaml}. */
public final class PodsServe implements Case {
  private static final int ADMIN_PORT = 9901;

  @Override
  public String name() {
    return "pods-serve";
  }

  @Override
  public String promise() {
    return "deploy/rauta.yaml starts two replicas without any privilege; a Gateway gets an address,"
        + " its route is served from outside, and the status says so";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (Cluster cluster = Cluster.here()) {
      long start = System.nanoTime();
      try (Installation installation = Installation.make(cluster)) {
        trial.figure("two replicas ready", "%d ms".formatted(Expect.since(start).toMillis()));
        Expect.equal(2, installation.pods().size(), "replicas");
        EchoSite site = EchoSite.make(cluster);
        Message answer = site.get("/");
        Expect.equal(200, answer.status(), "status of an answer");
        shownToUsers(cluster, site);
        adminPages(cluster, installation.pods().getFirst());
        changesAreServed(trial, cluster, site);
      }
    }
  }

  private static void shownToUsers(Cluster cluster, EchoSite site) {
    String shown = cluster.kubectl("-n", site.namespace(), "get", "gateway,httproute");
    Expect.that(
        shown.contains(site.address().getAddress().getHostAddress()) && shown.contains("True"),
        "kubectl get shows " + shown);
    String attached =
        cluster.field(site.namespace(), "gateway/site", ".status.listeners[0].attachedRoutes");
    Expect.equal("1", attached, "attached routes");
    String service = cluster.field(site.namespace(), "service/rauta-site", ".spec.selector");
    Expect.equal("", service, "selector of the Gateway's Service");
  }

  /** Probes are answered on the pod's address; pages that tell of the configuration are not. */
  private static void adminPages(Cluster cluster, String pod) throws IOException {
    String address = cluster.field(Installation.NAMESPACE, "pod/" + pod, ".status.podIP");
    try (RawClient client = RawClient.connect(new InetSocketAddress(address, ADMIN_PORT))) {
      Expect.equal(200, client.get(address, "/ready").status(), "/ready from another address");
      Expect.equal(200, client.get(address, "/metrics").status(), "/metrics from another address");
      for (String page : new String[] {"/config", "/status", "/explain"}) {
        Expect.equal(403, client.get(address, page).status(), page + " from another address");
      }
    }
  }

  private static void changesAreServed(Trial trial, Cluster cluster, EchoSite site)
      throws InterruptedException {
    String patch = "{\"spec\":{\"rules\":[{\"matches\":[{\"path\":{\"value\":\"/only\"}}]}]}}";
    cluster.kubectl(
        "-n", site.namespace(), "patch", "httproute", "echo", "--type=merge", "-p", patch);
    Duration took =
        Expect.eventually(
            "the changed route is served by every replica",
            Expect.SLACK,
            () -> {
              for (int i = 0; i < 8; i++) {
                if (site.get("/").status() != 404) {
                  return false;
                }
              }
              return true;
            });
    trial.figure("a changed route after kubectl", "%d ms".formatted(took.toMillis()));
    cluster.kubectl("-n", site.namespace(), "delete", "gateway", "site");
    Expect.eventually(
        "the Service of a deleted Gateway is gone",
        Duration.ofSeconds(30),
        () -> cluster.field(site.namespace(), "service/rauta-site", ".metadata.name").isEmpty());
  }
}
