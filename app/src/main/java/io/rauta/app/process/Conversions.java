package io.rauta.app.process;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.ClusterCatalogue;
import io.rauta.app.settings.Settings;
import io.rauta.proxy.DrainSettings;
import io.rauta.proxy.ServerSettings;
import io.rauta.proxy.loop.Transport;
import io.rauta.sources.kubernetes.KubernetesSettings;
import io.rauta.sources.kubernetes.KubernetesSettings.Saving;
import io.rauta.sources.kubernetes.snapshot.SavedResources;
import java.util.Locale;

/** Turns settings into what the data plane takes. */
final class Conversions {

  private Conversions() {}

  /**
   * How the data plane is started.
   *
   * @throws StartFailure if the transport that was asked for does not work here
   */
  static ServerSettings server(Settings settings) throws StartFailure {
    Transport transport =
        switch (settings.get(Catalogue.TRANSPORT)) {
          case AUTO -> Transport.preferred();
          case EPOLL -> Transport.EPOLL;
          case IO_URING -> Transport.IO_URING;
          case NIO -> Transport.NIO;
        };
    if (!transport.isAvailable()) {
      throw new StartFailure(
          settings.origin(Catalogue.TRANSPORT).map(Object::toString).orElse("transport")
              + ": "
              + transport.name().toLowerCase(Locale.ROOT)
              + " does not work on this system; use auto");
    }
    return new ServerSettings(
        settings.get(Catalogue.WORKERS), transport, settings.get(Catalogue.LIMITS_CONNECTIONS));
  }

  static DrainSettings drain(Settings settings) {
    return new DrainSettings(
        settings.get(Catalogue.DRAIN_DELAY),
        settings.get(Catalogue.DRAIN_TIMEOUT),
        settings.get(Catalogue.DRAIN_IDLE_GRACE));
  }

  /** How an API server is used. */
  static KubernetesSettings kubernetes(Settings settings) {
    SavedResources.Keys keys =
        switch (settings.get(ClusterCatalogue.STATE_KEYS)) {
          case ON -> SavedResources.Keys.KEPT;
          case OFF -> SavedResources.Keys.LEFT_OUT;
        };
    return new KubernetesSettings(
        settings.find(ClusterCatalogue.KUBECONFIG),
        settings.get(Catalogue.CONTROLLER_NAME),
        settings.get(ClusterCatalogue.LEASE),
        settings.get(ClusterCatalogue.SYNC_TIMEOUT),
        settings
            .find(ClusterCatalogue.STATE_DIR)
            .<Saving>map(directory -> new Saving.In(directory, keys))
            .orElse(new Saving.Off()));
  }
}
