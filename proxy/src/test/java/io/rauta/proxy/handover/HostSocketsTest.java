package io.rauta.proxy.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.config.listener.BindAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostSocketsTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void theHolderOfAPortIsNamed(String bound) throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral(bound))) {
      int port = holder.getLocalPort();
      String self =
          "port %d is held by %s (pid %d)"
              .formatted(
                  port,
                  Files.readString(Path.of("/proc/self/comm")).strip(),
                  ProcessHandle.current().pid());
      assertThat(HostSockets.describeHolder(new BindAddress.AllAddresses(port))).isEqualTo(self);
      assertThat(HostSockets.describeHolder(new BindAddress.OneAddress("127.0.0.1", port)))
          .isEqualTo(self);
    }
  }

  @Test
  void anotherAddressDoesNotConflict() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = holder.getLocalPort();
      assertThat(HostSockets.describeHolder(new BindAddress.OneAddress("127.0.0.2", port)))
          .isEqualTo("port " + port + " is held by another program");
    }
  }

  @Test
  void nonsenseIsAnswered() {
    assertThat(HostSockets.describeHolder(new BindAddress.OneAddress("no address", 1)))
        .startsWith("port 1 is held by ");
  }

  @Test
  void theMigrationSettingIsASwitch() {
    HostSockets.tcpMigrateReq().ifPresent(value -> assertThat(value).isBetween(0, 1));
  }
}
