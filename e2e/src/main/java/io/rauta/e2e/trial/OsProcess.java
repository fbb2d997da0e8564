package io.rauta.e2e.trial;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A process started by a case, with all its output in one file. Known to the system by its pid
 * only.
 */
public class OsProcess {
  private static final int TICKS_PER_SECOND = 100;

  private final Process process;
  private final Path log;

  OsProcess(Path log, Path folder, Map<String, String> environment, List<String> command) {
    this.log = log;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder
          .redirectOutput(log.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("RAUTA_"));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs a class of this suite in a JVM of its own. */
  static List<String> ownProgram(String main, String... arguments) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What tells this process from the others of its trial. */
  public String name() {
    return log.getFileName() + " (pid " + pid() + ")";
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Sends a signal such as {@code TERM}. */
  public void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    Expect.that(status == 0, "kill -%s %d ended with %d".formatted(name, pid(), status));
  }

  /** Waits for the end; returns the exit code, or fails. */
  public int awaitExit(Duration limit) throws InterruptedException {
    Expect.that(
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS),
        "process %d has not ended within %s".formatted(pid(), limit));
    return process.exitValue();
  }

  /** Ends the process and what it started, without asking, and waits. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All output so far. */
  public String log() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first line of the output that holds a match; fails if the process ends or the limit passes
   * before.
   */
  public String awaitLine(Pattern pattern, Duration limit) throws InterruptedException {
    Expect.eventually(
        "a line matching <" + pattern + "> in the output",
        limit,
        () -> find(pattern).isPresent() || !alive());
    return find(pattern)
        .orElseThrow(
            () -> new AssertionError("process ended without a line matching <" + pattern + ">"));
  }

  /** The first line of the output that holds a match. */
  public Optional<String> find(Pattern pattern) {
    return log().lines().filter(line -> pattern.matcher(line).find()).findFirst();
  }

  /** Resident memory in bytes. */
  public long residentBytes() {
    Matcher matcher = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(proc("status"));
    Expect.that(matcher.find(), "no VmRSS of process %d".formatted(pid()));
    return Long.parseLong(matcher.group(1)) << 10;
  }

  /** CPU time used, user and system. */
  public Duration cpu() {
    String stat = proc("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Duration.ofMillis(
        (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND);
  }

  private String proc(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
