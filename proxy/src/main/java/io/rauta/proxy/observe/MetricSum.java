package io.rauta.proxy.observe;

import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cells of all workers added up for one scrape. Not shared: filled by one worker after the
 * other.
 */
public final class MetricSum {

  private static final double NANOS = 1e9;

  private final long[] replies = new long[LocalReply.values().length];
  private final long[] timeouts = new long[TimeoutKind.values().length];
  private final long[] mirrored = new long[MirrorOutcome.values().length];
  private final long[] resets = new long[StreamReset.values().length];
  private final long[] floods = new long[Flood.values().length];
  private final long[] latency = new long[WorkerMetrics.LATENCY_BOUNDS.length + 1];
  private final Map<String, long[]> routes = new TreeMap<>();
  private final Map<String, long[]> calls = new TreeMap<>();
  private final TlsCells tls = new TlsCells();
  private final Map<String, Instant> expiries = new TreeMap<>();
  private long latencySum;
  private long connectionsOpened;
  private long connectionsClosed;
  private long http2Connections;
  private long http2Streams;
  private long requestsStarted;
  private long requestsFinished;
  private long requestsLost;
  private long drainCut;
  private long upstreamOpened;
  private long upstreamClosed;
  private long upstreamReused;
  private long retries;
  private long upstreamOpened2;
  private long upstreamClosed2;
  private long goAways;
  private long moves;
  private long streamsOpened;
  private long streamsClosed;
  private long streamsRefused;

  void add(long[] moreReplies, long[] moreTimeouts, long[] moreLatency, long moreLatencySum) {
    addAll(replies, moreReplies);
    addAll(timeouts, moreTimeouts);
    addAll(latency, moreLatency);
    latencySum += moreLatencySum;
  }

  void addMirrored(long[] moreMirrored) {
    addAll(mirrored, moreMirrored);
  }

  void addTls(TlsCells more) {
    tls.add(more);
  }

  void addConnections(long opened, long closed) {
    connectionsOpened += opened;
    connectionsClosed += closed;
  }

  void addHttp2(long connections, long streams, long[] moreResets, long[] moreFloods) {
    http2Connections += connections;
    http2Streams += streams;
    addAll(resets, moreResets);
    addAll(floods, moreFloods);
  }

  void addRequests(long started, long finished, long lost, long cut) {
    requestsStarted += started;
    requestsFinished += finished;
    requestsLost += lost;
    drainCut += cut;
  }

  void addUpstream(long opened, long closed, long reused, long retried) {
    upstreamOpened += opened;
    upstreamClosed += closed;
    upstreamReused += reused;
    retries += retried;
  }

  void addUpstreamHttp2(long opened, long closed, long goneAway, long moved) {
    upstreamOpened2 += opened;
    upstreamClosed2 += closed;
    goAways += goneAway;
    moves += moved;
  }

  void addStreams(long opened, long closed, long refused) {
    streamsOpened += opened;
    streamsClosed += closed;
    streamsRefused += refused;
  }

  /** Adds the cells of a route. On the loop of its worker. */
  public void add(RouteCells cells) {
    long[] sums = routes.computeIfAbsent(cells.route(), name -> new long[6]);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += cells.answers(i);
    }
    long[] ended = calls.computeIfAbsent(cells.route(), name -> new long[RouteCells.GRPC_STATUSES]);
    for (int i = 0; i < ended.length; i++) {
      ended[i] += cells.calls(i);
    }
  }

  /** The certificates that peers are shown cease to be valid then. */
  public void certificates(Map<String, Instant> expiries) {
    this.expiries.putAll(expiries);
  }

  /** The sums as metrics. */
  public List<MetricFamily> families() {
    List<MetricFamily> families = new ArrayList<>();
    families.add(byRoute());
    families.add(byGrpcStatus());
    families.add(byCause());
    families.add(byKind());
    families.add(latencyHistogram());
    families.add(counter("rauta_requests_lost", "Requests not answered whole.", requestsLost));
    families.add(counter("rauta_drain_cut_requests", "Requests cut by a drain.", drainCut));
    families.add(
        gauge("rauta_active_requests", "Requests under way.", requestsStarted - requestsFinished));
    families.add(
        counter("rauta_downstream_connections", "Connections accepted.", connectionsOpened));
    families.add(
        gauge(
            "rauta_downstream_connections_active",
            "Client connections open.",
            connectionsOpened - connectionsClosed));
    addDownstreamHttp2(families);
    addUpstream(families);
    families.add(counter("rauta_upstream_retries", "Attempts made again.", retries));
    families.add(byOutcome());
    families.addAll(tls.families());
    families.add(TlsCells.expiries(expiries));
    return families;
  }

  private void addUpstream(List<MetricFamily> families) {
    families.add(upstreamConnections());
    families.add(upstreamConnectionsActive());
    families.add(
        counter("rauta_upstream_pool_hits", "Attempts on a pooled connection.", upstreamReused));
    families.add(counter("rauta_upstream_streams", "HTTP/2 streams to backends.", streamsOpened));
    families.add(
        gauge(
            "rauta_upstream_streams_active",
            "HTTP/2 streams to backends open.",
            streamsOpened - streamsClosed));
    families.add(
        counter(
            "rauta_upstream_streams_refused",
            "HTTP/2 streams that backends refused.",
            streamsRefused));
    families.add(
        counter("rauta_upstream_goaways", "HTTP/2 connections that backends ended.", goAways));
    families.add(
        counter(
            "rauta_upstream_moves",
            "Requests moved to another connection before a backend began to work on them.",
            moves));
  }

  private MetricFamily upstreamConnections() {
    return new MetricFamily(
        "rauta_upstream_connections",
        "Connections made to backends, by version of HTTP.",
        MetricFamily.Type.COUNTER,
        List.of(
            value(upstreamOpened, new Label("version", "1.1")),
            value(upstreamOpened2, new Label("version", "2"))));
  }

  private MetricFamily upstreamConnectionsActive() {
    return new MetricFamily(
        "rauta_upstream_connections_active",
        "Backend connections open, by version of HTTP.",
        MetricFamily.Type.GAUGE,
        List.of(
            value(upstreamOpened - upstreamClosed, new Label("version", "1.1")),
            value(upstreamOpened2 - upstreamClosed2, new Label("version", "2"))));
  }

  private MetricFamily byRoute() {
    List<Sample> samples = new ArrayList<>();
    routes.forEach(
        (route, sums) -> {
          for (int i = 0; i < sums.length; i++) {
            if (sums[i] > 0) {
              String code = i == 0 ? "none" : i + "xx";
              samples.add(value(sums[i], new Label("route", route), new Label("code", code)));
            }
          }
        });
    return new MetricFamily(
        "rauta_requests",
        "Requests ended, by route and class of answer.",
        MetricFamily.Type.COUNTER,
        samples);
  }

  private MetricFamily byGrpcStatus() {
    List<Sample> samples = new ArrayList<>();
    calls.forEach(
        (route, sums) -> {
          for (int i = 0; i < sums.length; i++) {
            if (sums[i] > 0) {
              String status = Integer.toString(i);
              samples.add(
                  value(sums[i], new Label("route", route), new Label("grpc_status", status)));
            }
          }
        });
    return new MetricFamily(
        "rauta_grpc_calls",
        "Calls of gRPC ended, by route and status.",
        MetricFamily.Type.COUNTER,
        samples);
  }

  private MetricFamily byCause() {
    List<Sample> samples = new ArrayList<>();
    for (LocalReply reply : LocalReply.values()) {
      samples.add(
          value(
              replies[reply.ordinal()],
              new Label("cause", reply.cause()),
              new Label("code", Integer.toString(reply.status()))));
    }
    return new MetricFamily(
        "rauta_local_replies",
        "Answers of the gateway's own, by cause.",
        MetricFamily.Type.COUNTER,
        samples);
  }

  private void addDownstreamHttp2(List<MetricFamily> families) {
    families.add(
        counter(
            "rauta_downstream_http2_connections",
            "Client connections on which HTTP/2 was spoken.",
            http2Connections));
    families.add(counter("rauta_downstream_streams", "Streams that clients opened.", http2Streams));
    families.add(
        byName(
            "rauta_downstream_resets",
            "Streams of clients that were reset, by cause.",
            "cause",
            StreamReset.values(),
            resets));
    families.add(
        byName(
            "rauta_downstream_floods_refused",
            "Client connections ended for what they sent too much of.",
            "kind",
            Flood.values(),
            floods));
  }

  private static MetricFamily byName(
      String family, String help, String label, Enum<?>[] names, long[] values) {
    List<Sample> samples = new ArrayList<>();
    for (Enum<?> name : names) {
      samples.add(
          value(values[name.ordinal()], new Label(label, name.name().toLowerCase(Locale.ROOT))));
    }
    return new MetricFamily(family, help, MetricFamily.Type.COUNTER, samples);
  }

  private MetricFamily byKind() {
    List<Sample> samples = new ArrayList<>();
    for (TimeoutKind kind : TimeoutKind.values()) {
      samples.add(
          value(timeouts[kind.ordinal()], new Label("kind", kind.name().toLowerCase(Locale.ROOT))));
    }
    return new MetricFamily(
        "rauta_timeouts", "Bounds of time passed.", MetricFamily.Type.COUNTER, samples);
  }

  private MetricFamily byOutcome() {
    List<Sample> samples = new ArrayList<>();
    for (MirrorOutcome outcome : MirrorOutcome.values()) {
      samples.add(
          value(
              mirrored[outcome.ordinal()],
              new Label("outcome", outcome.name().toLowerCase(Locale.ROOT))));
    }
    return new MetricFamily(
        "rauta_mirrored_requests",
        "Copies of requests sent to mirrors, by what became of them.",
        MetricFamily.Type.COUNTER,
        samples);
  }

  private MetricFamily latencyHistogram() {
    List<Double> bounds =
        Arrays.stream(WorkerMetrics.LATENCY_BOUNDS).mapToObj(nanos -> nanos / NANOS).toList();
    List<Long> counts = Arrays.stream(latency).boxed().toList();
    return new MetricFamily(
        "rauta_request_duration_seconds",
        "Time from request head to the end of the answer.",
        MetricFamily.Type.HISTOGRAM,
        List.of(new Sample.Histogram(List.of(), bounds, counts, latencySum / NANOS)));
  }

  private static MetricFamily counter(String name, String help, long value) {
    return new MetricFamily(name, help, MetricFamily.Type.COUNTER, List.of(value(value)));
  }

  private static MetricFamily gauge(String name, String help, long value) {
    return new MetricFamily(name, help, MetricFamily.Type.GAUGE, List.of(value(value)));
  }

  private static Sample value(long value, Label... labels) {
    return new Sample.Value(List.of(labels), value);
  }

  private static void addAll(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
