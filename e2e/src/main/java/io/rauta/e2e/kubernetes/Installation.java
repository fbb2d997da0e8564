package io.rauta.e2e.kubernetes;

import io.rauta.e2e.trial.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The gateway in pods, as {@code deploy/rauta.yaml} has it; closing removes all of it. */
final class Installation implements AutoCloseable {
  static final String NAMESPACE = "rauta-system";
  static final String DEPLOYMENT = "rauta";
  static final String PODS = "app.kubernetes.io/name=rauta";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final String manifest;

  private Installation(Cluster cluster, String manifest) {
    this.cluster = cluster;
    this.manifest = manifest;
  }

  /** Installs it, the image included where the cluster is ours, and waits until it is ready. */
  static Installation make(Cluster cluster) throws IOException {
    Installation made = new Installation(cluster, manifest());
    if (cluster.isOurs()) {
      cluster.load(image());
    }
    cluster.apply(made.manifest);
    cluster.awaitRollout(NAMESPACE, DEPLOYMENT, START_LIMIT);
    return made;
  }

  /** The image that {@code e2e/kubernetes} has made. */
  static Path image() {
    return Path.of(".rauta", "image.tar");
  }

  static String manifest() throws IOException {
    return Files.readString(Path.of("deploy", "rauta.yaml"));
  }

  /** The names of the pods that are not about to end, oldest first. */
  List<String> pods() {
    String names =
        cluster.kubectl(
            "-n",
            NAMESPACE,
            "get",
            "pods",
            "-l",
            PODS,
            "--sort-by=.metadata.creationTimestamp",
            "-o",
            "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}}"
                + "{{\"\\n\"}}{{end}}{{end}}");
    return names.lines().toList();
  }

  /** How many pods there are, those that are about to end included. */
  int podCount() {
    return (int)
        cluster
            .kubectl("-n", NAMESPACE, "get", "pods", "-l", PODS, "-o", "name")
            .lines()
            .filter(line -> !line.isEmpty())
            .count();
  }

  @Override
  public void close() {
    cluster.delete(manifest);
  }
}
