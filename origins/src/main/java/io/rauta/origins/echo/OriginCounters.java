package io.rauta.origins.echo;

import java.util.concurrent.atomic.LongAdder;

/** What an origin has seen; read from any thread. {@code /origin-stats} answers with it as JSON. */
public final class OriginCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder open = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder abandoned = new LongAdder();
  final LongAdder bodyBytesSent = new LongAdder();
  final LongAdder bodyBytesReceived = new LongAdder();

  OriginCounters() {}

  /** Connections accepted since the start. */
  public long accepted() {
    return accepted.sum();
  }

  /** Connections open now. */
  public long open() {
    return open.sum();
  }

  /** Requests whose body has been read whole, those for the counters aside. */
  public long requests() {
    return requests.sum();
  }

  /** Connections that the other side left while an answer was due. */
  public long abandoned() {
    return abandoned.sum();
  }

  /** Bytes of {@code /bytes}, {@code /mib} and {@code /big} bodies handed to connections. */
  public long bodyBytesSent() {
    return bodyBytesSent.sum();
  }

  /** Bytes of request bodies, with their framing. */
  public long bodyBytesReceived() {
    return bodyBytesReceived.sum();
  }

  @Override
  public String toString() {
    return "{\"accepted\":"
        + accepted()
        + ",\"open\":"
        + open()
        + ",\"requests\":"
        + requests()
        + ",\"abandoned\":"
        + abandoned()
        + ",\"bodyBytesSent\":"
        + bodyBytesSent()
        + ",\"bodyBytesReceived\":"
        + bodyBytesReceived()
        + "}\n";
  }
}
