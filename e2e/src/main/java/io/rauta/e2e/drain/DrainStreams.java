package io.rauta.e2e.drain;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.Site;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.Field;
import io.rauta.origins.h2.CallOrigin;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.origins.load.LoadReport;
import io.rauta.origins.load.StreamLoad;
import io.rauta.origins.load.StreamLoad.StreamPlan;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes that follow each other while clients speak HTTP/2, in plain text. */
public final class DrainStreams implements Case {
  private static final int REQUESTS = 500_000;
  private static final int BYTES = 64;

  /** What the streams carry. */
  public enum Kind {
    /** Requests for a backend at HTTP/1.1. */
    REQUESTS,
    /** Calls of gRPC: unary ones, and server streams that take longer than a handover. */
    CALLS
  }

  private final Kind kind;

  public DrainStreams(Kind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return kind == Kind.REQUESTS ? "h2-drain" : "grpc-drain";
  }

  @Override
  public String promise() {
    return kind == Kind.REQUESTS
        ? "processes are told to stop under HTTP/2 load, each once its successor is ready, and no"
            + " stream is lost"
        : "processes are told to stop under gRPC load, each once its successor is ready, and no"
            + " call and no server stream is lost";
  }

  @Override
  public void run(Trial trial) throws Exception {
    try (CallOrigin calls = CallOrigin.start(Trial.freePort())) {
      Site site = trial.site();
      List<StreamPlan> plans = new ArrayList<>();
      if (kind == Kind.REQUESTS) {
        site.route("b", trial.backend("b").port());
        plans.add(new StreamPlan(fields("GET", "/bytes/" + BYTES), new byte[0], BYTES, 8, 16));
      } else {
        int messages = trial.scaled(5, 60);
        site.write("calls.yaml", routeOfCalls(calls.port()));
        plans.add(new StreamPlan(call("/test.Calls/Unary"), new byte[5], 5, 8, 16));
        byte[] one = new byte[5];
        plans.add(new StreamPlan(call("/test.Calls/Stream/" + messages), one, 5 * messages, 10, 1));
      }
      handOver(trial, site, plans);
    }
  }

  private static void handOver(Trial trial, Site site, List<StreamPlan> plans) throws Exception {
    GatewayProcess current = trial.gateway(site, "--drain-timeout", "90s");
    List<StreamLoad> loads = new ArrayList<>();
    for (StreamPlan plan : plans) {
      loads.add(StreamLoad.start(() -> connect(site), plan));
    }
    int handovers = trial.scaled(2, 20);
    long ok = 0;
    for (int i = 0; i < handovers || (trial.full() && ok < REQUESTS); i++) {
      Thread.sleep(trial.scaled(1000, 2000));
      GatewayProcess next = trial.launch(site, Map.of(), "", "--drain-timeout", "90s");
      next.awaitReady();
      current.signal("TERM");
      Expect.equal(0, current.awaitExit(Duration.ofSeconds(95)), "exit code of the old process");
      current = next;
      ok = loads.getFirst().answered();
    }
    Thread.sleep(1000);
    for (StreamLoad load : loads) {
      LoadReport report = load.stop();
      trial.figure("streams", String.valueOf(report));
      Expect.that(report.ok() > 0, "no load");
      Expect.equal(0L, report.lost(), "streams lost, such as " + report.samples());
    }
  }

  private static Socket connect(Site site) throws IOException {
    Socket socket = new Socket(site.address().getAddress(), site.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static List<Field> fields(String method, String path) {
    return Http2Wire.fields(
        ":method", method, ":scheme", "http", ":authority", "b.test", ":path", path);
  }

  private static List<Field> call(String path) {
    List<Field> fields = new ArrayList<>(fields("POST", path));
    fields.addAll(Http2Wire.fields("content-type", "application/grpc", "te", "trailers"));
    return fields;
  }

  private static String routeOfCalls(int port) {
    return """
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: calls}
    spec:
      appProtocols: [kubernetes.io/h2c]
      endpoints:
        - ip: {address: 127.0.0.1, port: %d}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: GRPCRoute
    metadata: {name: calls}
    spec:
      parentRefs: [{name: e2e}]
      hostnames: [b.test]
      rules:
        - backendRefs: [{group: gateway.rauta.io, kind: Backend, name: calls}]
    """
        .formatted(port);
  }
}
