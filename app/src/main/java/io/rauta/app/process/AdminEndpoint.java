package io.rauta.app.process;

import io.rauta.app.admin.AdminServer;
import io.rauta.app.admin.AdminSocket;
import io.rauta.app.admin.Page;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.IpLiterals;
import io.rauta.app.settings.Settings;
import io.rauta.config.listener.BindAddress;
import io.rauta.proxy.Listeners;
import io.rauta.proxy.handover.HostSockets;
import io.rauta.proxy.handover.Inherited;
import io.rauta.proxy.loop.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the admin endpoint where the settings say. An address that is taken is tried again once
 * the first configuration is served, for it may be that of the predecessor whose listeners were
 * handed over; that of any other program stops the start or, where it is only the default, gives
 * way to a free port.
 */
final class AdminEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger("admin");

  private final Settings settings;
  private final Transport transport;
  private final List<Page> pages;
  private final HostPort wanted;

  AdminEndpoint(Settings settings, Transport transport, List<Page> pages) {
    this.settings = settings;
    this.transport = transport;
    this.pages = pages;
    this.wanted = settings.get(Catalogue.ADMIN_ADDRESS);
  }

  /** Starts it on its address; empty if that is taken. */
  Optional<AdminServer> start() throws StartFailure {
    try {
      return Optional.of(logged(bound(wanted)));
    } catch (IOException e) {
      if (isInUse(e)) {
        return Optional.empty();
      }
      throw new StartFailure(origin() + ": " + wanted + " cannot be bound: " + e.getMessage());
    }
  }

  /**
   * Starts it in place of a predecessor's, which stands back for as long as this process runs; on
   * its address, if that is free by now; or elsewhere.
   */
  AdminServer succeed(Listeners listeners) throws StartFailure {
    Optional<Inherited> inherited = listeners.takeOver(List.of(bindAddress()));
    if (inherited.isEmpty()) {
      Optional<AdminServer> late = start();
      return late.isPresent() ? late.get() : replace();
    }
    try {
      AdminSocket socket =
          AdminSocket.inherited(inherited.get().sockets(bindAddress()).getFirst(), transport);
      AdminServer server = AdminServer.start(socket, pages);
      inherited.get().ready();
      return logged(server);
    } catch (IOException e) {
      throw new IllegalStateException("a socket that listens cannot be used", e);
    }
  }

  /** Starts it on a free port, unless the one that is taken was asked for. */
  AdminServer replace() throws StartFailure {
    String holder = HostSockets.describeHolder(bindAddress());
    if (settings.origin(Catalogue.ADMIN_ADDRESS).isPresent()) {
      throw new StartFailure(origin() + ": " + wanted + ": " + holder);
    }
    LOG.warn("{}; a free port is used instead", holder);
    try {
      return logged(bound(new HostPort(wanted.host(), 0)));
    } catch (IOException e) {
      throw new StartFailure("the admin endpoint cannot be bound: " + e.getMessage());
    }
  }

  /** Its address, as a successor asks for it. */
  BindAddress bindAddress() {
    return wanted.isAllAddresses()
        ? new BindAddress.AllAddresses(wanted.port())
        : new BindAddress.OneAddress(wanted.host(), wanted.port());
  }

  private AdminServer bound(HostPort address) throws IOException {
    InetSocketAddress at =
        IpLiterals.parse(address.host())
            .map(ip -> new InetSocketAddress(ip, address.port()))
            .orElseGet(() -> new InetSocketAddress(address.port()));
    return AdminServer.start(AdminSocket.at(at, transport), pages);
  }

  private String origin() {
    return settings.origin(Catalogue.ADMIN_ADDRESS).map(Object::toString).orElse("admin.address");
  }

  private static boolean isInUse(IOException e) {
    return String.valueOf(e.getMessage()).contains("in use");
  }

  private static AdminServer logged(AdminServer server) {
    InetSocketAddress address = server.address();
    LOG.info(
        "admin endpoint address={}",
        new HostPort(address.getAddress().getHostAddress(), address.getPort()));
    return server;
  }
}
