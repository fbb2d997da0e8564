package io.rauta.proxy.observe;

import io.rauta.proxy.http.LocalReply;

/**
 * The cells of one worker: plain numbers that only its loop touches. A scrape copies them on the
 * loop and adds them up elsewhere.
 */
public final class WorkerMetrics {

  /** Upper bounds of the latency buckets in nanoseconds. */
  static final long[] LATENCY_BOUNDS = {
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L,
    30_000_000_000L
  };

  private final long[] replies = new long[LocalReply.values().length];
  private final long[] timeouts = new long[TimeoutKind.values().length];
  private final long[] mirrored = new long[MirrorOutcome.values().length];
  private final long[] resets = new long[StreamReset.values().length];
  private final long[] floods = new long[Flood.values().length];
  private final long[] latency = new long[LATENCY_BOUNDS.length + 1];
  private final TlsCells tls = new TlsCells();
  private long latencySum;
  private long connectionsOpened;
  private long connectionsClosed;
  private long http2Connections;
  private long http2Streams;
  private long requestsStarted;
  private long requestsFinished;
  private long requestsLost;
  private long upstreamOpened;
  private long upstreamClosed;
  private long upstreamReused;
  private long retries;
  private long moves;
  private long upstreamOpened2;
  private long upstreamClosed2;
  private long streamsOpened;
  private long streamsClosed;
  private long goAways;
  private long streamsRefused;
  private long drainCut;

  /** What is counted about TLS with clients. */
  public TlsCells tls() {
    return tls;
  }

  /** A client connected. */
  public void connectionOpened() {
    connectionsOpened++;
  }

  /** A client's connection ended. */
  public void connectionClosed() {
    connectionsClosed++;
  }

  /** HTTP/2 began on a client's connection. */
  public void http2Began() {
    http2Connections++;
  }

  /** A client opened a stream. */
  public void streamOpened() {
    http2Streams++;
  }

  /** A client's stream was reset. */
  public void streamReset(StreamReset cause) {
    resets[cause.ordinal()]++;
  }

  /** A client's connection was ended since it did nothing but cost. */
  public void floodRefused(Flood kind) {
    floods[kind.ordinal()]++;
  }

  /** A request was answered by the gateway itself. */
  public void replied(LocalReply reply) {
    replies[reply.ordinal()]++;
  }

  /** A bound of time was passed. */
  public void timedOut(TimeoutKind kind) {
    timeouts[kind.ordinal()]++;
  }

  /** The copy of a request ended. */
  public void mirrored(MirrorOutcome outcome) {
    mirrored[outcome.ordinal()]++;
  }

  /** A request began. */
  public void requestStarted() {
    requestsStarted++;
  }

  /** A request ended after {@code nanos}. */
  public void requestFinished(RouteCells route, int status, long nanos) {
    requestsFinished++;
    route.count(status);
    latencySum += nanos;
    int bucket = 0;
    while (bucket < LATENCY_BOUNDS.length && nanos > LATENCY_BOUNDS[bucket]) {
      bucket++;
    }
    latency[bucket]++;
  }

  /** The answer to a request could not be given whole. */
  public void requestLost() {
    requestsLost++;
  }

  /** A connection to a backend was made. */
  public void upstreamOpened() {
    upstreamOpened++;
  }

  /** A connection to a backend ended. */
  public void upstreamClosed() {
    upstreamClosed++;
  }

  /** A pooled connection was used again. */
  public void upstreamReused() {
    upstreamReused++;
  }

  /** An attempt was made again. */
  public void retried() {
    retries++;
  }

  /** A request that its backend had not begun to work on went to another connection. */
  public void moved() {
    moves++;
  }

  /** A connection to a backend was made over which HTTP/2 is spoken. */
  public void upstreamHttp2Opened() {
    upstreamOpened2++;
  }

  /** A connection to a backend ended over which HTTP/2 was spoken. */
  public void upstreamHttp2Closed() {
    upstreamClosed2++;
  }

  /** A stream to a backend began. */
  public void upstreamStreamOpened() {
    streamsOpened++;
  }

  /** A stream to a backend ended. */
  public void upstreamStreamClosed() {
    streamsClosed++;
  }

  /** A backend said that its connection takes no new streams. */
  public void upstreamGoAway() {
    goAways++;
  }

  /** A backend refused a stream. */
  public void upstreamStreamRefused() {
    streamsRefused++;
  }

  /** A request was cut at the end of the time to drain. */
  public void drainCut() {
    drainCut++;
    timedOut(TimeoutKind.DRAIN);
  }

  /** Requests under way. */
  public long activeRequests() {
    return requestsStarted - requestsFinished;
  }

  /** Requests cut by a drain so far. */
  public long drainCuts() {
    return drainCut;
  }

  /** Adds the cells to {@code sum}. On the worker's loop. */
  public void addTo(MetricSum sum) {
    sum.add(replies, timeouts, latency, latencySum);
    sum.addMirrored(mirrored);
    sum.addTls(tls);
    sum.addConnections(connectionsOpened, connectionsClosed);
    sum.addHttp2(http2Connections, http2Streams, resets, floods);
    sum.addRequests(requestsStarted, requestsFinished, requestsLost, drainCut);
    sum.addUpstream(upstreamOpened, upstreamClosed, upstreamReused, retries);
    sum.addUpstreamHttp2(upstreamOpened2, upstreamClosed2, goAways, moves);
    sum.addStreams(streamsOpened, streamsClosed, streamsRefused);
  }
}
