package io.rauta.proxy.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real signals, and clients that never stop asking. */
final class HandoverProcessTest {

  private static final int LISTENERS = 2;
  private static final int CLIENTS = 12;
  private static final int BETWEEN = 300;

  /** The exit code of a JVM that SIGTERM has ended, its hooks done. */
  private static final int ENDED_BY_SIGTERM = 143;

  private final List<Gateway> gateways = new ArrayList<>();
  private final List<Thread> clients = new ArrayList<>();
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private volatile boolean stopped;
  private Path directory;

  @BeforeEach
  void start(@TempDir Path temporary) {
    directory = temporary;
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopClients();
    for (Gateway gateway : gateways) {
      gateway.process.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingIsLostWhileProcessesSucceedEachOther() throws Exception {
    Gateway current = new Gateway("first", 0);
    int port = current.begin();
    startClients(port);
    for (String name : List.of("second", "third", "fourth")) {
      awaitAnswers(current.name, BETWEEN);
      Gateway next = new Gateway(name, port);
      assertThat(next.taken).isEqualTo(LISTENERS);
      assertThat(next.begin()).isEqualTo(port);
      awaitAnswers(name, BETWEEN);
      assertThat(current.terminate()).isEqualTo(ENDED_BY_SIGTERM);
      int byPredecessor = answers(current.name);
      awaitAnswers(name, BETWEEN);
      assertThat(answers(current.name)).isEqualTo(byPredecessor);
      current = next;
    }
    stopClients();
    assertThat(lost).isEmpty();
    assertThat(current.terminate()).isEqualTo(ENDED_BY_SIGTERM);
    assertThatThrownBy(() -> Caller.ask(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void aProcessToldToEndWaitsForItsStartingSuccessor() throws Exception {
    Gateway old = new Gateway("old", 0);
    int port = old.begin();
    startClients(port);
    Gateway successor = new Gateway("new", port);
    old.process.destroy();
    awaitAnswers("old", BETWEEN);
    assertThat(old.process.isAlive()).isTrue();
    assertThat(answers("new")).isZero();

    successor.begin();
    assertThat(old.awaitEnd()).isEqualTo(ENDED_BY_SIGTERM);
    awaitAnswers("new", BETWEEN);
    stopClients();
    assertThat(lost).isEmpty();
  }

  @Test
  void aSuccessorThatIsKilledWhileItStartsCostsNothing() throws Exception {
    Gateway old = new Gateway("old", 0);
    int port = old.begin();
    startClients(port);
    Gateway failing = new Gateway("failing", port);
    failing.process.destroyForcibly().waitFor();
    awaitAnswers("old", BETWEEN);

    Gateway successor = new Gateway("new", port);
    assertThat(successor.taken).isEqualTo(LISTENERS);
    successor.begin();
    assertThat(old.terminate()).isEqualTo(ENDED_BY_SIGTERM);
    awaitAnswers("new", BETWEEN);
    stopClients();
    assertThat(lost).isEmpty();
  }

  @Test
  void aSuccessorThatIsKilledWhileItServesLeavesItsPredecessorInCharge() throws Exception {
    Gateway old = new Gateway("old", 0);
    int port = old.begin();
    Gateway failing = new Gateway("failing", port);
    failing.begin();
    failing.process.destroyForcibly().waitFor();
    startClients(port);
    awaitAnswers("old", BETWEEN);

    Gateway successor = successorOf(port);
    successor.begin();
    assertThat(old.terminate()).isEqualTo(ENDED_BY_SIGTERM);
    awaitAnswers("new", BETWEEN);
    stopClients();
    assertThat(lost).isEmpty();
  }

  /** A process that has taken over; the predecessor may need a moment to see that it can be. */
  private Gateway successorOf(int port) throws IOException {
    Gateway successor = new Gateway("new", port);
    assertThat(successor.taken).isEqualTo(LISTENERS);
    return successor;
  }

  private void startClients(int port) {
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofPlatform().daemon().start(() -> askOn(port)));
    }
  }

  private void askOn(int port) {
    while (!stopped) {
      try {
        answers.computeIfAbsent(Caller.ask(port), name -> new AtomicInteger()).incrementAndGet();
      } catch (IOException e) {
        lost.add(e.toString());
      }
    }
  }

  private void stopClients() throws InterruptedException {
    stopped = true;
    for (Thread client : clients) {
      client.join();
    }
  }

  private int answers(String name) {
    AtomicInteger count = answers.get(name);
    return count == null ? 0 : count.get();
  }

  /** Waits for {@code count} more answers of {@code name}. */
  private void awaitAnswers(String name, int count) {
    int goal = answers(name) + count;
    await().atMost(Duration.ofSeconds(60)).until(() -> answers(name) >= goal);
  }

  /** A process of {@link HandoverProcess} that has looked for a predecessor and not begun. */
  private final class Gateway {

    final String name;
    final int taken;
    final Process process;
    private final BufferedReader output;

    Gateway(String name, int port) throws IOException {
      this.name = name;
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx64m",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  HandoverProcess.class.getName(),
                  name,
                  Integer.toString(port),
                  Integer.toString(LISTENERS))
              .redirectError(directory.resolve(name + ".err").toFile())
              .start();
      gateways.add(this);
      output = process.inputReader(StandardCharsets.US_ASCII);
      taken = printed("taken ");
    }

    /** Lets it serve, and answers its port. */
    int begin() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return printed("ready ");
    }

    int terminate() throws InterruptedException {
      process.destroy();
      return awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    private int printed(String label) throws IOException {
      String line = output.readLine();
      assertThat(line).startsWith(label);
      return Integer.parseInt(line.substring(label.length()));
    }
  }
}
