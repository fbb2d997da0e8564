package io.rauta.e2e.trial;

import io.rauta.origins.h2.CallMain;
import io.rauta.origins.load.LoadPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of one case: owns its processes, files and ports, and takes down its figures. */
public final class Trial implements AutoCloseable {
  /** Ports below the ephemeral range, so that no outgoing connection sits on one. */
  private static final int FIRST_PORT = 22100;

  private static final int LOG_LINES = 60;
  private static final Pattern LISTENING = Pattern.compile("listening on");

  private static int nextPort = FIRST_PORT;

  private final boolean full;
  private final Path launcher;
  private final PrintStream out;
  private final Path folder;
  private final List<OsProcess> processes = new ArrayList<>();

  public Trial(boolean full, Path launcher, PrintStream out) throws IOException {
    this.full = full;
    this.launcher = launcher;
    this.out = out;
    this.folder = Files.createTempDirectory("rauta-e2e-");
  }

  /** Whether the long form was asked for. */
  public boolean full() {
    return full;
  }

  /** One of two values: the first in the short form, the second in the long one. */
  public int scaled(int shortForm, int fullForm) {
    return full ? fullForm : shortForm;
  }

  public Path folder() {
    return folder;
  }

  /** The program under test; {@link #program} starts it without any of its usual flags. */
  public Path launcher() {
    return launcher;
  }

  /** Takes down a figure. */
  public void figure(String name, String text) {
    out.println("    " + name + ": " + text);
  }

  /** Takes down a time and the bound that the project aims at; a miss is shown, not asserted. */
  public void figure(String name, Duration value, Duration target) {
    String verdict = value.compareTo(target) <= 0 ? "" : "  MISSED";
    figure(
        name,
        "%.0f ms (aim: %d ms)%s".formatted(value.toNanos() / 1e6, target.toMillis(), verdict));
  }

  /**
   * Takes down a ratio or amount and the bound that the project aims at; a miss is shown, not
   * asserted.
   */
  public void figure(String name, double value, double target) {
    figure(
        name,
        "%.2f (aim: at most %.2f)%s".formatted(value, target, value <= target ? "" : "  MISSED"));
  }

  /** A loopback port that nothing listens on. */
  public static synchronized int freePort() {
    while (true) {
      try (ServerSocket probe = new ServerSocket(nextPort++, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException e) {
        Expect.that(nextPort < 32_000, "no free port");
      }
    }
  }

  /** Starts an echo origin and waits until it listens. */
  public BackendProcess backend(String name) throws InterruptedException {
    return backend(name, freePort());
  }

  public BackendProcess backend(String name, int port) throws InterruptedException {
    BackendProcess backend = new BackendProcess(logFile(name), folder, name, port);
    processes.add(backend);
    return backend.awaitListening();
  }

  /** A folder of files with a Gateway on ports of its own. */
  public Site site() {
    try {
      return new Site(Files.createTempDirectory(folder, "site-"), freePort(), freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the gateway for a site and waits until it serves. */
  public GatewayProcess gateway(Site site, String... flags) throws InterruptedException {
    return launch(site, Map.of(), "", flags).awaitReady();
  }

  /**
   * Starts the gateway for a site.
   *
   * @param shell what a shell does before it starts the launcher, such as a {@code ulimit}; empty
   *     for no shell
   */
  public GatewayProcess launch(
      Site site, Map<String, String> environment, String shell, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("run", "--files", site.folder().toString()));
    arguments.addAll(List.of("--admin-address", "127.0.0.1:" + site.adminPort()));
    arguments.addAll(List.of(flags));
    return launch(site, environment, shell, arguments);
  }

  /** Starts the launcher with nothing but the given arguments. */
  public GatewayProcess launch(
      Site site, Map<String, String> environment, String shell, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (!shell.isEmpty()) {
      command.addAll(List.of("bash", "-c", shell + "; exec \"$0\" \"$@\""));
    }
    command.add(launcher.toString());
    command.addAll(arguments);
    return started(
        new GatewayProcess(
            logFile("gateway"), folder, environment, command, site.address(), site.adminPort()));
  }

  /** Starts the gateway beside an API server; {@code address} is where it is expected to listen. */
  public GatewayProcess launchOnCluster(InetSocketAddress address, List<String> flags) {
    int adminPort = freePort();
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "run", "--kubernetes"));
    command.addAll(List.of("--admin-address", "127.0.0.1:" + adminPort));
    command.addAll(flags);
    return started(
        new GatewayProcess(logFile("gateway"), folder, Map.of(), command, address, adminPort));
  }

  private GatewayProcess started(GatewayProcess gateway) {
    processes.add(gateway);
    return gateway;
  }

  /** Starts another program. */
  public OsProcess program(String name, List<String> command) {
    OsProcess process = new OsProcess(logFile(name), folder, Map.of(), command);
    processes.add(process);
    return process;
  }

  /** Starts an origin of calls of gRPC and waits until it listens. */
  public OsProcess callBackend(int port) throws InterruptedException {
    OsProcess backend =
        program("calls", OsProcess.ownProgram(CallMain.class.getName(), Integer.toString(port)));
    backend.awaitLine(LISTENING, Duration.ofSeconds(30));
    return backend;
  }

  /** Has a shell run a command as users do, in the project's folder and with the same launcher. */
  public OsProcess shell(String command) {
    Path project = Path.of("").toAbsolutePath();
    OsProcess process =
        new OsProcess(
            logFile("shell"),
            project,
            Map.of("RAUTA_LAUNCHER", launcher.toAbsolutePath().toString()),
            List.of("bash", "-c", command));
    processes.add(process);
    return process;
  }

  /** Clients that ask a host of a site as fast as they are answered. */
  public static LoadPlan load(Site site, String host, String path, int connections) {
    return LoadPlan.closedLoop(site.address(), host + ".test", path, connections);
  }

  private Path logFile(String name) {
    return folder.resolve(processes.size() + "-" + name + ".log");
  }

  /** Prints the end of what each process of this trial wrote. */
  public void printLogs() {
    for (OsProcess process : processes) {
      out.println("  --- output of " + process.name());
      List<String> lines = process.log().lines().toList();
      lines.stream()
          .skip(Math.max(0, lines.size() - LOG_LINES))
          .forEach(line -> out.println("  | " + line));
    }
  }

  @Override
  public void close() throws IOException {
    processes.forEach(OsProcess::kill);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
