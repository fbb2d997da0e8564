package io.rauta.origins.vectors;

import io.rauta.origins.tls.TestIssuer;
import io.rauta.origins.tls.TestTls;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Plays vectors against a proxy on loopback from the command line:
 *
 * <ul>
 *   <li>{@code setups} lists the setups that vectors want: number, settings as flags
 *   <li>{@code site SETUP PORT ORIGIN} prints what a proxy of that setup has to serve
 *   <li>{@code secure-site AUTHORITY SETUP PORT ORIGIN} the same for a port that speaks TLS;
 *       AUTHORITY is the file that is written with who signed its certificate
 *   <li>{@code play SETUP PORT ADMIN ORIGIN MILLIS [PREFIX ...]} plays the vectors of that setup
 *       whose ids begin so; ADMIN is 0 for a proxy without counters, MILLIS how long to wait for
 *       what does not come. Prints a line for each, with tabs: id, source, verdict, answers, end,
 *       what the backend saw, differences. Setup 0 is that of a proxy as it comes.
 *   <li>{@code play-h2} the same with every vector that can be translated to HTTP/2 ({@link
 *       Translation}), spoken with prior knowledge
 *   <li>{@code play-tls AUTHORITY} and what follows {@code play}: the same over TLS
 *   <li>{@code untranslated} counts the others by their reasons
 *   <li>{@code seeds FOLDER} writes the clients' bytes of short vectors as files, for fuzzing
 * </ul>
 */
public final class VectorMain {

  private static final int LONGEST_SEED = 600;
  private static final PrintStream OUT = System.out;

  private VectorMain() {}

  /** Runs one command; exit status 1 where a vector has differences. */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "setups" -> listSetups();
      case "site" ->
          OUT.print(VectorFile.site(setup(args[1]).site(), args[2], Integer.parseInt(args[3])));
      case "seeds" -> writeSeeds(Path.of(args[1]));
      case "secure-site" -> printSecureSite(Path.of(args[1]), args[2], args[3], args[4]);
      case "play", "play-h2" -> System.exit(play(List.of(args), Optional.empty()) ? 0 : 1);
      case "play-tls" -> System.exit(playSecure(List.of(args)) ? 0 : 1);
      case "untranslated" -> countUntranslated();
      default -> throw new IllegalArgumentException("no command " + args[0]);
    }
  }

  private static List<Setup> setups() {
    Set<Setup> setups = new LinkedHashSet<>(List.of(Setup.PLAIN));
    VectorFile.all().forEach(vector -> setups.add(vector.setup().process()));
    return new ArrayList<>(setups);
  }

  private static Setup setup(String number) {
    return setups().get(Integer.parseInt(number));
  }

  private static void listSetups() {
    List<Setup> setups = setups();
    for (int i = 0; i < setups.size(); i++) {
      String flags =
          setups.get(i).settings().entrySet().stream()
              .map(entry -> "--" + entry.getKey().replace('.', '-') + "\t" + entry.getValue())
              .collect(Collectors.joining("\t"));
      OUT.println(i + "\t" + flags);
    }
  }

  private static void writeSeeds(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Vector vector : VectorFile.folder("request")) {
      if (vector.bytes().length <= LONGEST_SEED) {
        Files.write(folder.resolve(vector.id()), vector.bytes());
      }
    }
  }

  private static void countUntranslated() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Vector vector : VectorFile.all()) {
      if (Translation.of(vector) instanceof Translation.Meaningless(String why)) {
        counts.merge(why, 1, Integer::sum);
      }
    }
    counts.forEach((why, count) -> OUT.println(count + "\t" + why));
  }

  private static void printSecureSite(Path authority, String setup, String port, String origin)
      throws IOException {
    TestIssuer issuer = TestIssuer.root("vectors");
    Files.writeString(authority, issuer.certificates());
    OUT.print(
        VectorFile.secureSite(
            setup(setup).site(), port, Integer.parseInt(origin), issuer.issue(Target.NAME)));
  }

  private static boolean playSecure(List<String> args) throws IOException, InterruptedException {
    SSLContext trust = TestTls.believing(Files.readString(Path.of(args.get(1))));
    return play(args.subList(1, args.size()), Optional.of(trust));
  }

  private static boolean play(List<String> args, Optional<SSLContext> tls)
      throws IOException, InterruptedException {
    Setup setup = setup(args.get(1));
    int admin = Integer.parseInt(args.get(3));
    Target target =
        new Target(
            loopback(Integer.parseInt(args.get(2))),
            tls,
            admin == 0 ? Optional.empty() : Optional.of(loopback(admin)),
            Duration.ofMillis(Long.parseLong(args.get(5))));
    List<String> prefixes = args.subList(6, args.size());
    boolean isGood = true;
    try (VectorOrigin origin = VectorOrigin.start(Integer.parseInt(args.get(4)))) {
      VectorRun run = new VectorRun(target, origin);
      for (Vector vector : VectorFile.all()) {
        boolean isChosen =
            vector.setup().process().equals(setup)
                && (admin != 0 || vector.setup().isPlain())
                && (prefixes.isEmpty() || prefixes.stream().anyMatch(vector.id()::startsWith));
        boolean isTranslated = args.getFirst().equals("play-h2");
        if (isChosen && !isTranslated) {
          Vector played = tls.isPresent() ? vector.overTls() : vector;
          isGood &= print(played, run.play(played, VectorRun.WHOLE));
        } else if (isChosen && Translation.of(vector) instanceof Translation.Streams streams) {
          isGood &= print(streams.vector(), run.play(streams));
        }
      }
    }
    return isGood;
  }

  private static boolean print(Vector vector, Outcome outcome) {
    OUT.println(
        String.join(
            "\t",
            vector.id(),
            vector.source(),
            Verdict.of(vector, outcome).toString(),
            String.join(" ", outcome.answers()),
            outcome.end(),
            String.join("; ", outcome.upstream()),
            String.join("; ", outcome.differences())));
    return outcome.differences().isEmpty();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
