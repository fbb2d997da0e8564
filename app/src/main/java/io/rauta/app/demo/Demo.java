package io.rauta.app.demo;

import io.rauta.app.command.ExitCode;
import io.rauta.app.process.GeneratedObjects;
import io.rauta.app.process.Origin;
import io.rauta.app.process.SignalledRun;
import io.rauta.app.process.StartFailure;
import io.rauta.app.process.StopSignals;
import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.HostPort;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.UpstreamAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.OptionalInt;

/** Runs two echo backends and a gateway for them until a signal stops it. */
public final class Demo {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int USUAL_PORT = 8080;

  private Demo() {}

  /**
   * Serves; blocks until the process may end.
   *
   * @param signals stop it
   * @param wanted the gateway's port; empty for 8080 or, where that is taken, a free one
   * @param settings as for any gateway
   * @param out told what can be tried
   * @throws StartFailure if the port is taken
   */
  public static ExitCode run(
      StopSignals signals, OptionalInt wanted, Settings settings, PrintStream out)
      throws StartFailure {
    int port = wanted.orElseGet(() -> isFree(USUAL_PORT) ? USUAL_PORT : freePort());
    try (EchoBackend blue = EchoBackend.start("blue");
        EchoBackend green = EchoBackend.start("green")) {
      GeneratedObjects objects =
          new GeneratedObjects(new HostPort(LOOPBACK, port))
              .backend("blue", address(blue))
              .backend("green", address(green))
              .route("both", "/", Map.of("blue", 9, "green", 1))
              .route("blue", "/blue", Map.of("blue", 1))
              .route("green", "/green", Map.of("green", 1));
      return SignalledRun.run(
          signals,
          new Origin.Fixed(objects.resources()),
          settings.origin(Catalogue.ADMIN_ADDRESS).isPresent()
              ? settings
              : settings.with(Catalogue.ADMIN_ADDRESS, new HostPort(LOOPBACK, 0)),
          gateway -> out.print(guide(port, gateway.adminAddress().getPort())));
    } catch (IOException e) {
      throw new StartFailure("the demo's backends cannot start: " + e.getMessage());
    }
  }

  private static String guide(int port, int adminPort) {
    return """

    The gateway serves on http://127.0.0.1:%1$d and routes to two backends:

      path      goes to                try
      /         blue 90 %%, green 10 %%  curl http://127.0.0.1:%1$d/
      /blue     blue                   curl http://127.0.0.1:%1$d/blue
      /green    green                  curl -i http://127.0.0.1:%1$d/green?colour=green

    What it is doing: curl http://127.0.0.1:%2$d/status (or /config, /metrics)
    Ctrl-C stops it.

    """
        .formatted(port, adminPort);
  }

  private static UpstreamAddress address(EchoBackend backend) {
    return new UpstreamAddress.Network(new HostPort(LOOPBACK, backend.port()));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
