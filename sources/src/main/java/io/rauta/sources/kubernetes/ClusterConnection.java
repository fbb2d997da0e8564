package io.rauta.sources.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rauta.control.ResourceSource;
import io.rauta.control.StatusSink;
import io.rauta.sources.kubernetes.KubernetesSettings.Saving;
import io.rauta.sources.kubernetes.json.ModelJson;
import io.rauta.sources.kubernetes.lease.Leadership;
import io.rauta.sources.kubernetes.snapshot.SavedResources;
import io.rauta.sources.kubernetes.watch.WatchState;
import io.rauta.sources.kubernetes.watch.Watches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A connection to an API server: what is watched there, who leads, and what is written there.
 * Opened and closed by one thread.
 */
public final class ClusterConnection implements AutoCloseable {

  private final KubernetesClient client;
  private final Watches watches;
  private final ResourceSource source;
  private final StatusSink sink;
  private final Leadership leadership;

  private ClusterConnection(
      KubernetesClient client,
      Watches watches,
      ResourceSource source,
      StatusSink sink,
      Leadership leadership) {
    this.client = client;
    this.watches = watches;
    this.source = source;
    this.sink = sink;
    this.leadership = leadership;
  }

  /**
   * Prepares everything; nothing is asked before the source is started.
   *
   * @param settings how
   * @param environment all variables
   * @throws UnusableKubeconfig if it is not known where the server is or who we are
   */
  public static ClusterConnection open(KubernetesSettings settings, Map<String, String> environment)
      throws UnusableKubeconfig {
    ModelJson json = new ModelJson();
    KubernetesClient client = ClusterClients.open(settings.kubeconfig(), environment, json);
    Watches watches = new Watches(client, json, System::nanoTime, RandomGenerator.getDefault());
    Leadership leadership = new NeverLeads();
    return new ClusterConnection(
        client,
        watches,
        new KubernetesSource(
            watches, leadership, saved(settings, json), settings.syncTimeout(), System::nanoTime),
        _ -> {},
        leadership);
  }

  private static Optional<SavedResources> saved(KubernetesSettings settings, ModelJson json) {
    return switch (settings.saving()) {
      case Saving.Off() -> Optional.empty();
      case Saving.In(Path directory, SavedResources.Keys keys) ->
          Optional.of(new SavedResources(directory, keys, json));
    };
  }

  /** What is watched. Closed by whoever uses it. */
  public ResourceSource source() {
    return source;
  }

  /** Writes what is published, while this process leads. */
  public StatusSink sink() {
    return sink;
  }

  /** How the watch of each kind is doing. From any thread. */
  public List<WatchState> watches() {
    return watches.states();
  }

  /** Gives up leadership and closes all connections; the source must be closed by now. */
  @Override
  public void close() {
    leadership.close();
    client.close();
  }

  /** Stands in where nobody writes. */
  private record NeverLeads() implements Leadership {
    @Override
    public boolean leads() {
      return false;
    }

    @Override
    public void start(Runnable changed) {}

    @Override
    public void close() {}
  }
}
