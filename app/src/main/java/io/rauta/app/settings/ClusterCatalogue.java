package io.rauta.app.settings;

import io.rauta.app.settings.choice.AddressModeChoice;
import io.rauta.app.settings.choice.Switch;
import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.AddressMode.ServiceType;
import io.rauta.control.AddressRange;
import io.rauta.control.ObjectKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every setting that is about an API server and about addresses; {@link Catalogue} has them all.
 */
public final class ClusterCatalogue {

  private static final SettingList DEFINED = new SettingList();

  public static final Setting<Switch> KUBERNETES =
      DEFINED.with(
          Section.SOURCE,
          "kubernetes",
          new SwitchFormat(),
          Switch.OFF,
          "Serves what an API server holds, and writes status there.");

  public static final Setting<Path> KUBECONFIG =
      DEFINED.without(
          Section.KUBERNETES,
          "kubeconfig",
          Formats.path(),
          "Says where the API server is and who we are; without it the pod's service account does,"
              + " else the file that KUBECONFIG names.");
  public static final Setting<ObjectKey> LEASE =
      DEFINED.with(
          Section.KUBERNETES,
          "lease",
          Formats.objectName(),
          new ObjectKey("rauta-system", "rauta"),
          "Lease whose holder gives out addresses and writes status.");
  public static final Setting<Duration> SYNC_TIMEOUT =
      DEFINED.with(
          Section.KUBERNETES,
          "sync-timeout",
          Formats.duration(Duration.ofMillis(1)),
          Duration.ofSeconds(5),
          "How long the first look at all objects may take before those of state-dir are served"
              + " instead.");
  public static final Setting<Path> STATE_DIR =
      DEFINED.without(
          Section.KUBERNETES,
          "state-dir",
          Formats.path(),
          "Directory in which the objects that were served last are kept, for a start without an"
              + " API server.");
  public static final Setting<Switch> STATE_KEYS =
      DEFINED.with(
          Section.KUBERNETES,
          "state-keys",
          new SwitchFormat(),
          Switch.OFF,
          "Whether private keys are kept in state-dir, too; without them listeners with TLS are not"
              + " served from there.");

  public static final Setting<AddressModeChoice> ADDRESS_MODE =
      DEFINED.with(
          Section.ADDRESSES,
          "address-mode",
          Formats.choice(AddressModeChoice.class, Map.of()),
          AddressModeChoice.HOST,
          AddressModeChoice.SERVICE,
          "How Gateways come by their addresses: those of the machine, one of a pool for each, or a"
              + " Service for each.");
  public static final Setting<AddressRange> ADDRESS_POOL =
      DEFINED.without(
          Section.ADDRESSES,
          "address-pool",
          Formats.addressRange(),
          "Addresses that are given to Gateways in the mode pool.");
  public static final Setting<ServiceType> SERVICE_TYPE =
      DEFINED.with(
          Section.ADDRESSES,
          "address-service-type",
          Formats.choice(
              ServiceType.class,
              Map.of(
                  ServiceType.LOAD_BALANCER,
                  ServiceType.LOAD_BALANCER.apiName(),
                  ServiceType.CLUSTER_IP,
                  ServiceType.CLUSTER_IP.apiName())),
          ServiceType.LOAD_BALANCER,
          "Type of the Services in the mode service.");
  public static final Setting<PortRange> SERVICE_PORTS =
      DEFINED.with(
          Section.ADDRESSES,
          "address-service-ports",
          Formats.portRange(),
          new PortRange(10_000, 19_999),
          "Ports that are bound behind the Services in the mode service.");
  public static final Setting<ObjectKey> REPLICAS_SERVICE =
      DEFINED.with(
          Section.ADDRESSES,
          "replicas-service",
          Formats.objectName(),
          new ObjectKey("rauta-system", "rauta-replicas"),
          "Headless Service whose endpoints are the replicas, in the mode service.");

  private ClusterCatalogue() {}

  static List<Setting<?>> all() {
    return DEFINED.all();
  }
}
