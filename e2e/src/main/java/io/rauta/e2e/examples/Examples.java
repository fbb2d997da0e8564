package io.rauta.e2e.examples;

import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.OsProcess;
import io.rauta.e2e.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every file in {@code examples/}, with the commands in its comments. */
public final class Examples implements Case {
  private static final Path FOLDER = Path.of("examples");
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Pattern PLACE =
      Pattern.compile(
          "\\b(8080|8081|8443|9000|9001|9002|9003|9004|9100|9901)\\b|/tmp/rauta-example[.]sock"
              + "|/tmp/rauta-example-tls\\b|\\bexamples/[a-z0-9-]+[.]yaml");

  /** What an example says to type before its commands: programs of its own, then the gateway. */
  private static final Pattern START = Pattern.compile("(?m)^#   (examples/certificates .*)$");

  private static final Pattern FILES = Pattern.compile("(?m)^#   [.]/rauta run --files (.*)$");

  /** What stands for a port or path of the examples, so that they may be in use here. */
  private final Map<String, String> places = new HashMap<>();

  private final List<String> failures = new ArrayList<>();

  @Override
  public String name() {
    return "examples";
  }

  @Override
  public String promise() {
    return "every example does what the commands in its comments show";
  }

  @Override
  public void run(Trial trial) throws Exception {
    places.clear();
    failures.clear();
    int commands = 0;
    for (Path example : examples()) {
      // Servers of its own for each, since some of them count.
      OsProcess backends = backends(trial);
      commands += proves(trial, example);
      backends.kill();
    }
    trial.figure("commands", Integer.toString(commands));
    Expect.that(failures.isEmpty(), String.join("\n", failures));
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private OsProcess backends(Trial trial) throws IOException, InterruptedException {
    Path source = trial.folder().resolve("Backends.java");
    Files.writeString(source, moved(trial, Files.readString(FOLDER.resolve("Backends.java"))));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    OsProcess backends =
        trial.program("backends", List.of(java, "-XX:+UseSerialGC", source.toString()));
    backends.awaitLine(Pattern.compile("here \\d+"), START_LIMIT);
    return backends;
  }

  private int proves(Trial trial, Path example) throws Exception {
    String text = moved(trial, Files.readString(example));
    Files.writeString(trial.folder().resolve(example.getFileName()), text);
    prepare(trial, text);
    GatewayProcess gateway = start(trial, text);
    List<Transcript> transcripts = Transcript.in(text);
    Expect.that(!transcripts.isEmpty(), example + " shows no command");
    for (Transcript transcript : transcripts) {
      OsProcess shell = trial.shell("exec 2>/dev/null; " + transcript.command());
      shell.awaitExit(COMMAND_LIMIT);
      transcript
          .missingIn(shell.log())
          .ifPresent(
              line ->
                  failures.add(
                      "%s: <%s> is not so for <%s>, which printed:%n%s"
                          .formatted(example, line, transcript.command(), shell.log())));
    }
    gateway.signal("TERM");
    Expect.equal(0, gateway.awaitExit(Expect.SLACK), "exit code with " + example);
    return transcripts.size();
  }

  private static void prepare(Trial trial, String text) throws InterruptedException {
    Matcher program = START.matcher(text);
    while (program.find()) {
      OsProcess shell = trial.shell(program.group(1));
      Expect.equal(0, shell.awaitExit(COMMAND_LIMIT), "exit code of " + program.group(1));
    }
  }

  private GatewayProcess start(Trial trial, String text) throws InterruptedException {
    Matcher files = FILES.matcher(text);
    Expect.that(files.find(), "nothing says how to serve " + text.lines().findFirst().orElse(""));
    List<String> arguments = new ArrayList<>(List.of("run", "--files"));
    arguments.addAll(List.of(files.group(1).strip().split(" +", -1)));
    arguments.addAll(List.of("--admin-address", "127.0.0.1:" + place(trial, "9901")));
    return trial.launch(trial.site(), Map.of(), "", arguments).awaitReady();
  }

  private String moved(Trial trial, String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(place(trial, place.group())));
  }

  private String place(Trial trial, String place) {
    return places.computeIfAbsent(
        place,
        wanted ->
            wanted.startsWith("/")
                ? trial.folder().resolve(Path.of(wanted).getFileName()).toString()
                : wanted.startsWith(FOLDER.toString())
                    ? trial.folder().resolve(Path.of(wanted).getFileName()).toString()
                    : Integer.toString(Trial.freePort()));
  }
}
