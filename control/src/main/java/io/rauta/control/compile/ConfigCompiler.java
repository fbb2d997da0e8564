package io.rauta.control.compile;

import io.rauta.config.ProxyConfig;
import io.rauta.config.listener.BindAddress;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.ObjectKey;
import io.rauta.control.topology.ListenerNode;
import io.rauta.control.topology.ListenerOwner;
import io.rauta.control.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Translates a {@link Topology} into what the data plane serves. A total function. A compiler that
 * is used again translates only the routes that have changed since, and keeps a virtual host of
 * which no rule has changed; its result is that of a fresh one.
 *
 * <p>Owned by one thread.
 */
public final class ConfigCompiler {

  private static final Shown NOTHING = new Shown("");

  private final CompileSettings settings;
  private final CompileMemo memo = new CompileMemo();

  /**
   * A compiler that has seen nothing yet.
   *
   * @param settings what holds where the graph says nothing
   */
  public ConfigCompiler(CompileSettings settings) {
    this.settings = settings;
  }

  /** Translates {@code topology} as {@link #ConfigCompiler a fresh compiler} does. */
  public static ProxyConfig compile(Topology topology, CompileSettings settings) {
    return new ConfigCompiler(settings).compile(topology);
  }

  /** Translates a graph. */
  public ProxyConfig compile(Topology topology) {
    Clusters clusters = new Clusters(topology, settings);
    RouteRules rules = new RouteRules(settings.requestTimeout(), clusters, memo);
    memo.begin();
    Map<BindAddress, Port> ports =
        scopes(topology, new HostScopes(rules, clusters, memo, settings.tls()));
    memo.end();
    return new ProxyConfig(listeners(ports, settings), clusters.used());
  }

  /**
   * A port where clients connect.
   *
   * @param number its number
   * @param scopes what is served there
   */
  private record Port(int number, List<HostScope> scopes) {
    Port(int number) {
      this(number, new ArrayList<>());
    }
  }

  private static Map<BindAddress, Port> scopes(Topology topology, HostScopes hostScopes) {
    Map<ObjectKey, Shown> shown = new HashMap<>();
    topology.gateways().forEach(gateway -> shown.put(gateway.key(), Shown.by(gateway)));
    Map<BindAddress, Port> scopes = new LinkedHashMap<>();
    for (ListenerOwner owner : topology.listenerOwners()) {
      for (ListenerNode listener : owner.listeners()) {
        if (owner.serves(listener)) {
          HostScope scope =
              hostScopes.of(
                  topology, owner, listener, shown.getOrDefault(owner.gateway(), NOTHING));
          for (BindAddress bind : topology.binds(owner, listener)) {
            scopes.computeIfAbsent(bind, address -> new Port(listener.port())).scopes().add(scope);
          }
        }
      }
    }
    return scopes;
  }

  private static List<ListenerConfig> listeners(
      Map<BindAddress, Port> ports, CompileSettings settings) {
    List<ListenerConfig> listeners = new ArrayList<>(ports.size());
    for (Map.Entry<BindAddress, Port> entry : ports.entrySet()) {
      List<HostScope> ordered = entry.getValue().scopes();
      ordered.sort((a, b) -> HostPrecedence.ORDER.compare(a.hostname(), b.hostname()));
      listeners.add(
          new ListenerConfig(entry.getKey(), entry.getValue().number(), settings.http(), ordered));
    }
    return listeners;
  }
}
