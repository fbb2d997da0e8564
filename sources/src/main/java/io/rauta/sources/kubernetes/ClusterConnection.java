package io.rauta.sources.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rauta.control.ObjectRef;
import io.rauta.control.ResourceSource;
import io.rauta.control.StatusSink;
import io.rauta.sources.kubernetes.KubernetesSettings.Saving;
import io.rauta.sources.kubernetes.call.ApiCalls;
import io.rauta.sources.kubernetes.json.ModelJson;
import io.rauta.sources.kubernetes.lease.Leadership;
import io.rauta.sources.kubernetes.lease.LeaseElection;
import io.rauta.sources.kubernetes.lease.LeaseTimes;
import io.rauta.sources.kubernetes.snapshot.SavedResources;
import io.rauta.sources.kubernetes.watch.WatchState;
import io.rauta.sources.kubernetes.watch.Watches;
import io.rauta.sources.kubernetes.write.KnownObjects;
import io.rauta.sources.kubernetes.write.StatusWriter;
import io.rauta.sources.kubernetes.write.WriteCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * A connection to an API server: what is watched there, who leads, and what is written there.
 * Opened and closed by one thread.
 */
public final class ClusterConnection implements AutoCloseable {

  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final LongAdder asked;
  private final Watches watches;
  private final ResourceSource source;
  private final StatusWriter writer;
  private final Leadership leadership;

  private ClusterConnection(
      KubernetesClient client,
      LongAdder asked,
      Watches watches,
      ResourceSource source,
      StatusWriter writer,
      Leadership leadership) {
    this.client = client;
    this.asked = asked;
    this.watches = watches;
    this.source = source;
    this.writer = writer;
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
    LongAdder asked = new LongAdder();
    KubernetesClient client = ClusterClients.open(settings.kubeconfig(), environment, json, asked);
    Watches watches = new Watches(client, json, System::nanoTime, RandomGenerator.getDefault());
    ApiCalls calls = new ApiCalls(client, json.serialization(), WRITE_TIMEOUT);
    Leadership leadership =
        new LeaseElection(
            calls,
            settings.lease(),
            identity(environment),
            LeaseTimes.USUAL,
            System::nanoTime,
            InstantSource.system());
    StatusWriter writer =
        new StatusWriter(
            calls,
            json.serialization(),
            new Written(watches),
            leadership,
            settings.controllerName(),
            System::nanoTime,
            InstantSource.system());
    watches.onChange(writer::changed);
    KubernetesSource source =
        new KubernetesSource(
            watches, leadership, saved(settings, json), settings.syncTimeout(), System::nanoTime);
    return new ClusterConnection(client, asked, watches, source, writer, leadership);
  }

  /** The name of the pod, or of the machine, and something that no process before had. */
  private static String identity(Map<String, String> environment) {
    return environment.getOrDefault("HOSTNAME", "rauta") + "_" + UUID.randomUUID();
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
    return writer;
  }

  /** How the watch of each kind is doing. From any thread. */
  public List<WatchState> watches() {
    return watches.states();
  }

  /** How many requests the API server was sent, answered or not. From any thread. */
  public long requests() {
    return asked.sum();
  }

  /** How much was written. From any thread. */
  public WriteCounts writes() {
    return writer.counts();
  }

  /** Ends writing, gives up leadership, closes all connections; the source is closed by now. */
  @Override
  public void close() {
    writer.close();
    leadership.close();
    client.close();
  }

  /** What the watches know, as the writer asks for it. */
  private record Written(Watches watches) implements KnownObjects {

    @Override
    public Optional<HasMetadata> find(ObjectRef ref) {
      return watches.find(ref).map(HasMetadata.class::cast);
    }

    @Override
    public Collection<? extends HasMetadata> all(String kind) {
      return watches.all(kind);
    }
  }
}
