package io.rauta.e2e.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Kubernetes cluster on whose network this process runs, by way of kubectl; {@code
 * build/on-cluster} is what makes it so. Closing it deletes what was applied through it. Methods
 * may be called from any thread, {@link #close} at the end only.
 */
public final class Cluster implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final String kubectl;
  private final String program;
  private final List<String> applied = new ArrayList<>();
  private final List<String> namespaces = new ArrayList<>();

  private Cluster(String kubectl, String program) {
    this.kubectl = kubectl;
    this.program = program;
  }

  /** What a call of kubectl came to. */
  private record Outcome(int status, String output, String errors) {}

  /** The cluster that the environment tells of; fails where it tells of none. */
  public static Cluster here() {
    String kubectl = System.getenv("KUBECTL");
    if (kubectl == null) {
      throw new IllegalStateException("no cluster; e2e/kubernetes finds or starts one");
    }
    String program = System.getenv("CLUSTER");
    return new Cluster(kubectl, program == null ? "" : program);
  }

  /** Calls kubectl; returns what it printed, or fails with what it complained of. */
  public String kubectl(String... arguments) {
    return output(arguments, call("", kubectl, arguments));
  }

  /** Whether kubectl does it. */
  public boolean succeeds(String... arguments) {
    return call("", kubectl, arguments).status() == 0;
  }

  /** Makes objects as they are written; fails if the API server refuses one. */
  public void apply(String yaml) {
    synchronized (applied) {
      applied.add(yaml);
    }
    String[] arguments = {"apply", "--server-side", "--force-conflicts", "-f", "-"};
    output(arguments, call(yaml, kubectl, arguments));
  }

  /** Deletes objects, those that are not there included, and waits until they are gone. */
  public void delete(String yaml) {
    String[] arguments = {"delete", "--ignore-not-found", "-f", "-"};
    output(arguments, call(yaml, kubectl, arguments));
  }

  /** Makes a namespace that nobody else uses; returns its name, which begins with the given one. */
  public String namespace(String prefix) {
    String name =
        "%s-%d-%d".formatted(prefix, ProcessHandle.current().pid(), NAMESPACES.incrementAndGet());
    kubectl("create", "namespace", name);
    synchronized (applied) {
      namespaces.add(name);
    }
    return name;
  }

  /**
   * What a field of an object holds; empty where there is no such object or field.
   *
   * @param object kind and name, such as {@code gateway/site}
   * @param path in the words of kubectl's JSONPath, such as {@code .status.addresses[0].value}
   */
  public String field(String namespace, String object, String path) {
    String[] arguments = {
      "-n", namespace, "get", "--ignore-not-found", object, "-o", "jsonpath={" + path + "}"
    };
    return output(arguments, call("", kubectl, arguments));
  }

  /** Waits until a field of an object holds exactly this; returns how long that took. */
  public Duration awaitField(
      String namespace, String object, String path, String value, Duration limit)
      throws InterruptedException {
    return Expect.eventually(
        "%s %s %s is %s".formatted(namespace, object, path, value),
        limit,
        () -> field(namespace, object, path).equals(value));
  }

  /**
   * Waits for what {@code kubectl wait --for} knows, such as {@code condition=Programmed} or {@code
   * delete}.
   */
  public void await(String namespace, String object, String what, Duration limit) {
    kubectl(
        "-n", namespace, "wait", "--for=" + what, "--timeout=" + limit.toSeconds() + "s", object);
  }

  /** Waits until all pods of a Deployment are the newest and ready. */
  public void awaitRollout(String namespace, String deployment, Duration limit) {
    kubectl(
        "-n",
        namespace,
        "rollout",
        "status",
        "deployment/" + deployment,
        "--timeout=" + limit.toSeconds() + "s");
  }

  /** Whether components can be disturbed and images loaded: not on clusters of others. */
  public boolean isOurs() {
    return !program.isEmpty();
  }

  /** Sends a signal such as {@code STOP} to a component such as {@code kube-apiserver}. */
  public void signal(String component, String name) {
    String[] arguments = {"signal", component, name};
    output(arguments, call("", ours(), arguments));
  }

  /** Gives the node an image. */
  public void load(Path image) {
    String[] arguments = {"load", image.toAbsolutePath().toString()};
    output(arguments, call("", ours(), arguments));
  }

  private String ours() {
    Expect.that(isOurs(), "this needs a cluster of ../shared/cluster");
    return program;
  }

  private static String output(String[] arguments, Outcome outcome) {
    Expect.that(
        outcome.status() == 0,
        "%s ended with %d: %s"
            .formatted(String.join(" ", arguments), outcome.status(), outcome.errors()));
    return outcome.output().strip();
  }

  private static Outcome call(String input, String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(Arrays.asList(arguments));
    try {
      Process process = new ProcessBuilder(words).start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(
              () -> text(process.errorReader(StandardCharsets.UTF_8)), Thread::startVirtualThread);
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(
              () -> text(process.inputReader(StandardCharsets.UTF_8)), Thread::startVirtualThread);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException endedEarly) {
        // Its status and its complaint tell why.
      }
      if (!process.waitFor(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Outcome(process.waitFor(), output.join(), errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + words, e);
    }
  }

  private static String text(BufferedReader reader) {
    try (reader) {
      return reader.readAllAsString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was applied, last things first, then the namespaces without waiting for them. */
  @Override
  public void close() {
    for (String yaml : applied.reversed()) {
      call(yaml, kubectl, "delete", "--ignore-not-found", "--wait=false", "-f", "-");
    }
    for (String name : namespaces) {
      call("", kubectl, "delete", "namespace", "--wait=false", name);
    }
  }
}
