package io.rauta.sources.kubernetes;

import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.snapshot.SavedResources.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an API server is used.
 *
 * @param kubeconfig says where it is and who we are; empty for the pod's own service account or,
 *     outside of pods, what the variable {@code KUBECONFIG} names
 * @param controllerName GatewayClasses with this controller name are ours; our entries of status
 *     carry it
 * @param lease the Lease whose holder writes
 * @param syncTimeout how long the first look at all objects may take before what was saved last is
 *     served instead
 * @param saving whether what was applied last is kept on disk
 */
public record KubernetesSettings(
    Optional<Path> kubeconfig,
    String controllerName,
    ObjectKey lease,
    Duration syncTimeout,
    Saving saving) {

  /** Whether, and where, what was applied last is kept. */
  public sealed interface Saving {

    /** It is not. */
    record Off() implements Saving {}

    /**
     * It is.
     *
     * @param directory where; made if it does not exist
     * @param keys whether private keys are kept, too
     */
    record In(Path directory, Keys keys) implements Saving {}
  }
}
