package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClassBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddressBuilder;
import io.rauta.config.listener.BindAddress;
import io.rauta.control.AddressMode;
import io.rauta.control.AddressMode.PortRange;
import io.rauta.control.AddressMode.ServiceType;
import io.rauta.control.AddressRange;
import io.rauta.control.ApiServer;
import io.rauta.control.GatewayObject;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.topology.Carried;
import io.rauta.control.topology.Placement;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lets Gateways come and go at random while what is given out is written into the API now and then,
 * and leadership moves. The seed is part of each message; the system property {@code rauta.seed}
 * repeats a run.
 */
class PlacesPropertyTest {

  private static final int STEPS = Integer.getInteger("rauta.rounds", 400);
  private static final String POOL = "pool";
  private static final String SERVICES = "services";
  private static final int ROOM = 8;
  private static final ObjectKey CLASS = new ObjectKey("", "rauta");
  private static final GatewayClass OURS =
      new GatewayClassBuilder()
          .withNewMetadata()
          .withName("rauta")
          .endMetadata()
          .withNewSpec()
          .withControllerName("rauta.io/gateway-controller")
          .endSpec()
          .build();

  private final long seed = Long.getLong("rauta.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final Map<ObjectKey, Gateway> gateways = new TreeMap<>();
  private final Map<ObjectKey, Service> services = new HashMap<>();
  private int born;

  @ParameterizedTest
  @ValueSource(strings = {POOL, SERVICES})
  void nothingIsGivenTwiceAndWhatIsGivenIsKept(String name) {
    AddressMode mode =
        name.equals(POOL)
            ? new AddressMode.Pool(new AddressRange(0x0afa0000, 29))
            : new AddressMode.Services(
                ServiceType.CLUSTER_IP,
                new ObjectKey("rauta-system", "replicas"),
                new PortRange(10_000, 10_000 + ROOM - 1));
    Map<ObjectKey, Placement> last = Map.of();
    Carried carried = Carried.NOTHING;
    boolean leads = true;
    for (int step = 0; step < STEPS; step++) {
      String where = name + " step " + step + " with rauta.seed=" + seed;
      change();
      boolean led = leads;
      leads = random.nextInt(10) > 0;
      Topology topology = build(mode, leads, carried);
      assertThat(build(mode, leads, carried).placements())
          .as(where)
          .isEqualTo(topology.placements());
      requireApart(topology, where);
      if (led && leads) {
        requireKept(last, topology.placements(), where);
      }
      if (leads) {
        requireUsed(topology, where);
      }
      last = topology.placements();
      carried = topology.carried();
      if (leads && (random.nextInt(3) > 0 || step % 7 == 0)) {
        publish(topology);
      }
    }
  }

  private void change() {
    List<ObjectKey> there = List.copyOf(gateways.keySet());
    if (there.isEmpty() || random.nextInt(5) < 3) {
      ObjectKey key = new ObjectKey("default", "gw-" + random.nextInt(20));
      if (!gateways.containsKey(key)) {
        born++;
        gateways.put(key, gateway(key));
      }
    } else {
      ObjectKey gone = there.get(random.nextInt(there.size()));
      gateways.remove(gone);
      services.remove(new ObjectKey("default", "rauta-" + gone.name()));
    }
  }

  /** Two in a row are of the same second. */
  private Gateway gateway(ObjectKey key) {
    return new GatewayBuilder()
        .withNewMetadata()
        .withNamespace(key.namespace())
        .withName(key.name())
        .withUid("uid-" + born)
        .withCreationTimestamp(
            String.format(
                Locale.ROOT, "2026-01-01T%02d:%02d:00Z", born / 2 / 60 % 24, born / 2 % 60))
        .endMetadata()
        .withNewSpec()
        .withGatewayClassName("rauta")
        .addNewListener()
        .withName("http")
        .withProtocol("HTTP")
        .withPort(80)
        .endListener()
        .endSpec()
        .build();
  }

  private Topology build(AddressMode mode, boolean leads, Carried carried) {
    List<Map.Entry<ObjectKey, Gateway>> shuffled = new ArrayList<>(gateways.entrySet());
    Collections.shuffle(shuffled, random);
    Map<ObjectKey, Gateway> inAnyOrder = new LinkedHashMap<>();
    shuffled.forEach(entry -> inAnyOrder.put(entry.getKey(), entry.getValue()));
    Resources none = Resources.EMPTY;
    ApiServer apiServer = new ApiServer.Present(new ApiServer.Bundle("v1.7.0", "standard"), leads);
    Resources resources =
        new Resources(
            Map.of(CLASS, OURS),
            inAnyOrder,
            none.listenerSets(),
            none.httpRoutes(),
            none.grpcRoutes(),
            none.referenceGrants(),
            none.backendTlsPolicies(),
            none.backends(),
            services,
            none.endpointSlices(),
            none.namespaces(),
            none.secrets(),
            none.configMaps(),
            apiServer);
    return new TopologyBuilder(new Circumstances(mode, apiServer).settings())
        .build(resources, carried);
  }

  private static List<BindAddress> binds(Placement placement) {
    return placement.binds(80);
  }

  private static void requireApart(Topology topology, String where) {
    List<BindAddress> all = new ArrayList<>();
    topology.placements().values().forEach(placement -> all.addAll(binds(placement)));
    assertThat(all).as(where).doesNotHaveDuplicates();
  }

  /** While one process leads, nobody loses what was given, whatever the API shows by now. */
  private static void requireKept(
      Map<ObjectKey, Placement> before, Map<ObjectKey, Placement> now, String where) {
    now.forEach(
        (gateway, placement) -> {
          Placement had = before.get(gateway);
          if (had != null && !binds(had).isEmpty()) {
            assertThat(binds(placement)).as(where + " " + gateway).isEqualTo(binds(had));
          }
        });
  }

  private void requireUsed(Topology topology, String where) {
    long placed =
        topology.placements().values().stream()
            .filter(placement -> !binds(placement).isEmpty())
            .count();
    assertThat(placed).as(where).isEqualTo(Math.min(ROOM, gateways.size()));
  }

  /** What the sink does. */
  private void publish(Topology topology) {
    topology
        .placements()
        .forEach(
            (key, placement) -> {
              if (placement instanceof Placement.OnOwnAddresses own) {
                gateways.computeIfPresent(key, (same, gateway) -> showing(gateway, own));
              }
            });
    topology
        .gatewayObjects()
        .forEach(
            (gateway, object) -> {
              if (object instanceof GatewayObject.Entrance entrance) {
                services.put(
                    new ObjectKey(gateway.namespace(), object.name()), service(gateway, entrance));
              }
            });
  }

  private static Gateway showing(Gateway gateway, Placement.OnOwnAddresses place) {
    List<GatewayStatusAddress> shown =
        place.addresses().stream()
            .map(
                ip -> new GatewayStatusAddressBuilder().withType("IPAddress").withValue(ip).build())
            .toList();
    return new GatewayBuilder(gateway).withNewStatus().withAddresses(shown).endStatus().build();
  }

  private Service service(ObjectKey gateway, GatewayObject.Entrance entrance) {
    List<ServicePort> ports =
        entrance.ports().stream()
            .map(
                port ->
                    new ServicePortBuilder()
                        .withName(port.name())
                        .withPort(port.port())
                        .withTargetPort(new IntOrString(port.bound()))
                        .build())
            .toList();
    Gateway owner = gateways.get(gateway);
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(gateway.namespace())
        .withName(entrance.name())
        .addNewOwnerReference()
        .withUid(owner == null ? "" : owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withPorts(ports)
        .endSpec()
        .build();
  }
}
