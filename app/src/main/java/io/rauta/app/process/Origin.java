package io.rauta.app.process;

import io.rauta.app.metrics.ClusterMetrics;
import io.rauta.app.settings.Settings;
import io.rauta.control.ResourceSource;
import io.rauta.control.Resources;
import io.rauta.control.StatusSink;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.sources.file.FileProblem;
import io.rauta.sources.file.FileSource;
import io.rauta.sources.kubernetes.ClusterConnection;
import io.rauta.sources.kubernetes.UnusableKubeconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Where a gateway's objects come from. */
public sealed interface Origin {

  /** Makes the source, and has it report what is wrong with its files. */
  ResourceSource source(Consumer<List<FileProblem>> problems);

  /** Where status is written, beside the admin endpoint. */
  default StatusSink sink() {
    return _ -> {};
  }

  /** When changes are no longer followed while the process drains. */
  default LastChange lastChange() {
    return LastChange.BEFORE_CONNECTIONS_END;
  }

  /** What it measures of itself. From any thread. */
  default List<MetricFamily> metrics() {
    return List.of();
  }

  /** What keeps it from going on, for a person. From any thread. */
  default List<String> problems() {
    return List.of();
  }

  /** Gives back what outlives the source; it is closed by now, and so is the data plane. */
  default void close() {}

  /** A moment of a drain. */
  enum LastChange {
    BEFORE_CONNECTIONS_END,
    WHEN_ALL_HAVE_ENDED
  }

  /**
   * Files and directories, followed as they change.
   *
   * @param paths at least one
   */
  record Watched(List<Path> paths) implements Origin {

    /**
     * Makes one.
     *
     * @throws StartFailure if a path does not exist
     */
    public static Watched of(List<Path> paths) throws StartFailure {
      for (Path path : paths) {
        if (!Files.exists(path)) {
          throw new StartFailure(path + ": no such file or directory");
        }
      }
      return new Watched(paths);
    }

    @Override
    public ResourceSource source(Consumer<List<FileProblem>> problems) {
      return new FileSource(paths, problems);
    }
  }

  /**
   * What an API server holds.
   *
   * @param connection to the server; closed with the origin
   */
  record Cluster(ClusterConnection connection) implements Origin {

    /**
     * Prepares to connect.
     *
     * @throws StartFailure if it is not known where the server is or who we are
     */
    public static Cluster of(Settings settings) throws StartFailure {
      try {
        return new Cluster(
            ClusterConnection.open(Conversions.kubernetes(settings), System.getenv()));
      } catch (UnusableKubeconfig e) {
        throw new StartFailure(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public ResourceSource source(Consumer<List<FileProblem>> problems) {
      return connection.source();
    }

    @Override
    public StatusSink sink() {
      return connection.sink();
    }

    @Override
    public LastChange lastChange() {
      return LastChange.WHEN_ALL_HAVE_ENDED; // a leader goes on writing until another one can
    }

    @Override
    public List<MetricFamily> metrics() {
      return ClusterMetrics.families(
          connection.watches(), connection.writes(), connection.requests());
    }

    @Override
    public List<String> problems() {
      return connection.watches().stream()
          .filter(watch -> !watch.problem().isEmpty())
          .map(watch -> watch.kind() + ": " + watch.problem())
          .toList();
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /**
   * Objects that never change.
   *
   * @param resources all of them
   */
  record Fixed(Resources resources) implements Origin {
    @Override
    public ResourceSource source(Consumer<List<FileProblem>> problems) {
      return new FixedSource(resources);
    }
  }
}
