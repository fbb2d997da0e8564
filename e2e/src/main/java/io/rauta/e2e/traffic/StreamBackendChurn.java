package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.OsProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.load.StreamLoad;
import io.rauta.origins.load.StreamLoad.StreamPlan;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Backends that speak HTTP/2 in plain text, one of which is killed and comes back. */
public final class StreamBackendChurn implements Case {
  private static final int CONNECTIONS = 4;
  private static final int STREAMS = 8;

  @Override
  public String name() {
    return "h2-backend-churn";
  }

  @Override
  public String promise() {
    return "the kill of one of three backends over HTTP/2 costs at most the calls that it had, and"
        + " nothing is lost while it is away or comes back";
  }

  @Override
  public void run(Trial trial) throws Exception {
    List<Integer> ports = List.of(Trial.freePort(), Trial.freePort(), Trial.freePort());
    List<OsProcess> backends = new ArrayList<>();
    for (int port : ports) {
      backends.add(trial.callBackend(port));
    }
    Site site = trial.site();
    site.write("calls.yaml", routeOfCalls(ports));
    trial.gateway(site);
    long inFlight = 0;
    int kills = trial.scaled(3, 20);
    for (int i = 0; i < kills; i++) {
      int victim = i % ports.size();
      nothingLost("while all are there", calls(site, () -> {}));
      LoadReport atKill = calls(site, backends.get(victim)::kill);
      Expect.that(
          atKill.lost() <= CONNECTIONS * STREAMS,
          "a kill lost " + atKill + ", such as " + atKill.samples());
      inFlight += atKill.lost();
      nothingLost("while one is away", calls(site, () -> {}));
      int port = ports.get(victim);
      nothingLost(
          "while one comes back", calls(site, () -> backends.set(victim, trial.callBackend(port))));
    }
    trial.figure("lost in flight", "%d at %d kills".formatted(inFlight, kills));
  }

  /** Something that happens in the middle of calls. */
  private interface Event {
    void happen() throws InterruptedException;
  }

  private static LoadReport calls(Site site, Event event) throws InterruptedException {
    StreamPlan plan =
        new StreamPlan(
            Http2Wire.fields(
                ":method", "POST",
                ":scheme", "http",
                ":authority", "b.test",
                ":path", "/test.Calls/Unary",
                "content-type", "application/grpc",
                "te", "trailers"),
            new byte[5],
            5,
            CONNECTIONS,
            STREAMS);
    StreamLoad load = StreamLoad.start(() -> connect(site), plan);
    Thread.sleep(500);
    event.happen();
    Thread.sleep(500);
    return load.stop();
  }

  private static void nothingLost(String when, LoadReport report) {
    Expect.that(report.ok() > 0, "no calls " + when);
    Expect.equal(0L, report.lost(), "calls lost %s, such as %s".formatted(when, report.samples()));
  }

  private static Socket connect(Site site) throws IOException {
    Socket socket = new Socket(site.address().getAddress(), site.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static String routeOfCalls(List<Integer> ports) {
    StringBuilder endpoints = new StringBuilder();
    ports.forEach(
        port -> endpoints.append("    - ip: {address: 127.0.0.1, port: %d}\n".formatted(port)));
    return """
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: calls}
    spec:
      appProtocols: [kubernetes.io/h2c]
      endpoints:
    %s---
    apiVersion: gateway.networking.k8s.io/v1
    kind: GRPCRoute
    metadata: {name: calls}
    spec:
      parentRefs: [{name: e2e}]
      hostnames: [b.test]
      rules:
        - backendRefs: [{group: gateway.rauta.io, kind: Backend, name: calls}]
    """
        .formatted(endpoints);
  }
}
