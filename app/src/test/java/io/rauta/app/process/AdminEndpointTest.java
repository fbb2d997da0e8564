package io.rauta.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rauta.app.admin.AdminServer;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.proxy.loop.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdminEndpointTest {

  @Test
  void addressThatWasAskedForAndIsTakenStopsTheStart() throws IOException, StartFailure {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostPort address = new HostPort("127.0.0.1", taken.getLocalPort());
      AdminEndpoint endpoint = endpoint(Settings.defaults().with(Catalogue.ADMIN_ADDRESS, address));
      assertThat(endpoint.start()).isEmpty();
      assertThatThrownBy(endpoint::replace)
          .isInstanceOf(StartFailure.class)
          .hasMessageStartingWith("--admin-address: " + address + ": port")
          .hasMessageContaining("is held by");
    }
  }

  @Test
  void addressThatIsNotOursStopsTheStart() {
    HostPort address = new HostPort("192.0.2.1", 80);
    Settings settings = Settings.defaults().with(Catalogue.ADMIN_ADDRESS, address);
    assertThatThrownBy(() -> endpoint(settings).start())
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith("--admin-address: " + address + " cannot be bound: ");
  }

  @Test
  void defaultThatIsTakenGivesWayToAFreePort() throws IOException, StartFailure {
    int usual = Settings.defaults().get(Catalogue.ADMIN_ADDRESS).port();
    try (ServerSocket taken = new ServerSocket()) {
      takeUnlessTaken(taken, usual);
      AdminEndpoint endpoint = endpoint(Settings.defaults());
      assertThat(endpoint.start()).isEmpty();
      try (AdminServer server = endpoint.replace()) {
        assertThat(server.address().getPort()).isNotEqualTo(usual).isPositive();
      }
    }
  }

  private static AdminEndpoint endpoint(Settings settings) {
    return new AdminEndpoint(settings, Transport.preferred(), List.of());
  }

  private static void takeUnlessTaken(ServerSocket socket, int port) {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("in use");
    }
  }
}
