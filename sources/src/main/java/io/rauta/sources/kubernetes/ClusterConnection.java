package io.rauta.sources.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rauta.control.ResourceSource;
import io.rauta.control.StatusSink;
import io.rauta.sources.kubernetes.lease.Leadership;

/**
 * A connection to an API server: what is watched there, who leads, and what is written there. Opened
 * and closed by one thread.
 */
public final class ClusterConnection implements AutoCloseable {

  private final KubernetesClient client;
  private final ResourceSource source;
  private final StatusSink sink;
  private final Leadership leadership;

  ClusterConnection(
      KubernetesClient client, ResourceSource source, StatusSink sink, Leadership leadership) {
    this.client = client;
    this.source = source;
    this.sink = sink;
    this.leadership = leadership;
  }

  /** What is watched. Closed by whoever uses it. */
  public ResourceSource source() {
    return source;
  }

  /** Writes what is published, while this process leads. */
  public StatusSink sink() {
    return sink;
  }

  /** Gives up leadership and closes all connections; the source must be closed by now. */
  @Override
  public void close() {
    leadership.close();
    client.close();
  }
}
