package io.rauta.origins.vectors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One block of a vector file while it is read, which makes one vector or a family of them. Bytes
 * are written as in {@link Escapes}; a line whose bytes begin or end with a blank writes it as
 * {@code \x20}. Keywords:
 *
 * <ul>
 *   <li>{@code id}, {@code source}: the name, and where it comes from
 *   <li>{@code site}, {@code set KEY VALUE}, {@code listener admin}: the proxy, see {@link Setup}
 *   <li>{@code send}, {@code pause 300ms}, {@code await}, {@code fin}, {@code reset}: what the
 *       client does; without any it asks for {@code /vector}
 *   <li>{@code answer}, {@code answer-pause}, {@code answer-fin}, {@code answer-reset}, {@code
 *       answer-early}: what the backend does with each request of the vector
 *   <li>{@code expect}: what the client sees, see {@link Expectation}; several lines in this order
 *   <li>{@code upstream METHOD HOST TARGET} with {@code data= names= trailers= has= lacks=}, or
 *       {@code upstream nothing}: what the backend sees
 *   <li>{@code client kept|closed}, {@code backend reused|closed}: what becomes of the connections;
 *       {@code client closed after=300ms} no earlier than that after the client's last bytes
 *   <li>{@code count NAME{LABELS} BY}: what a counter must have grown by
 *   <li>{@code each}: a suffix of the id and a text; one vector is made of each of these lines,
 *       with the text in the place of {@code \?} and the suffix in the place of {@code \!}
 * </ul>
 */
final class VectorBlock {

  private static final String PLACE = "\\?";
  private static final String NAME_PLACE = "\\!";
  private static final String PLAIN_REQUEST = "GET /vector HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n";

  private String id = "";
  private String source = "";
  private String site = Setup.PLAIN.site();
  private Setup.Listener listener = Setup.Listener.TRAFFIC;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String[]> client = new ArrayList<>();
  private final List<String[]> backend = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> upstream = new ArrayList<>();
  private final List<String> counts = new ArrayList<>();
  private final List<String[]> each = new ArrayList<>();
  private Optional<Promise.Fate> clientFate = Optional.empty();
  private Optional<Duration> endsAfter = Optional.empty();
  private Optional<Promise.Fate> backendFate = Optional.empty();

  /** Takes one line. */
  void line(String line) {
    String[] parts = line.split(" +", 2);
    String keyword = parts[0];
    String rest = parts.length > 1 ? parts[1].strip() : "";
    switch (keyword) {
      case "id" -> id = rest;
      case "source" -> source = rest;
      case "site" -> site = rest;
      case "listener" -> listener = Setup.Listener.valueOf(rest.toUpperCase(Locale.ROOT));
      case "set" -> settings.put(rest.split(" ", -1)[0], rest.split(" ", -1)[1]);
      case "send", "pause", "await", "fin", "reset" -> client.add(new String[] {keyword, rest});
      case "answer", "answer-pause", "answer-fin", "answer-reset", "answer-early" ->
          backend.add(
              new String[] {keyword.equals("answer") ? "send" : keyword.substring(7), rest});
      case "expect" -> expected.add(rest);
      case "upstream" -> upstream.add(rest);
      case "client" -> {
        clientFate = Optional.of(fate(rest.split(" +", 2)[0]));
        endsAfter = Expectation.after(rest);
      }
      case "backend" -> backendFate = Optional.of(fate(rest));
      case "count" -> counts.add(rest);
      case "each" -> {
        String[] variant = rest.split(" +", 2);
        each.add(new String[] {variant[0], variant.length > 1 ? variant[1] : ""});
      }
      case "" -> {}
      default -> throw new IllegalArgumentException("unknown keyword in: " + line);
    }
  }

  private static Promise.Fate fate(String word) {
    return switch (word) {
      case "kept", "reused" -> Promise.Fate.KEPT;
      case "closed" -> Promise.Fate.CLOSED;
      default -> throw new IllegalArgumentException("no fate of a connection: " + word);
    };
  }

  /** The vectors of the block. */
  List<Vector> vectors() {
    if (id.isEmpty()) {
      return List.of();
    }
    if (source.isEmpty() || expected.isEmpty()) {
      throw new IllegalArgumentException(id + " has no source or expects nothing");
    }
    if (each.isEmpty()) {
      return List.of(vector(id, "", PLACE));
    }
    return each.stream().map(each -> vector(id + '-' + each[0], each[0], each[1])).toList();
  }

  private Vector vector(String name, String suffix, String variant) {
    if (client.isEmpty()) {
      client.add(new String[] {"send", PLAIN_REQUEST});
    }
    return new Vector(
        name,
        source,
        new Setup(site, settings, listener),
        steps(client, suffix, variant),
        steps(backend, suffix, variant),
        new Promise(
            filled(expected, suffix, variant).stream().map(Expectation::new).toList(),
            upstreamLines(suffix, variant),
            clientFate,
            endsAfter,
            backendFate,
            filled(counts, suffix, variant)));
  }

  private Optional<List<String>> upstreamLines(String suffix, String variant) {
    return upstream.isEmpty()
        ? Optional.empty()
        : Optional.of(
            filled(upstream, suffix, variant).stream()
                .filter(line -> !line.equals("nothing"))
                .toList());
  }

  private static List<String> filled(List<String> lines, String suffix, String variant) {
    return lines.stream().map(line -> fill(line, suffix, variant)).toList();
  }

  private static String fill(String line, String suffix, String variant) {
    return line.replace(PLACE, variant).replace(NAME_PLACE, suffix);
  }

  /** The steps of one side; lines of bytes that follow each other are one. */
  private static List<Step> steps(List<String[]> lines, String suffix, String variant) {
    List<Step> steps = new ArrayList<>();
    StringBuilder bytes = new StringBuilder();
    for (String[] line : lines) {
      String rest = fill(line[1], suffix, variant);
      if (line[0].equals("send")) {
        bytes.append(rest);
      } else {
        flush(bytes, steps);
        steps.add(step(line[0], rest));
      }
    }
    flush(bytes, steps);
    return steps;
  }

  private static void flush(StringBuilder bytes, List<Step> steps) {
    if (!bytes.isEmpty()) {
      steps.add(new Step.Send(Escapes.decode(bytes.toString())));
      bytes.setLength(0);
    }
  }

  private static Step step(String keyword, String rest) {
    return switch (keyword) {
      case "pause" -> new Step.Pause(Expectation.millis(rest));
      case "await" -> new Step.Await();
      case "fin" -> new Step.Fin();
      case "reset" -> new Step.Reset();
      case "early" -> new Step.Early();
      default -> throw new IllegalArgumentException(keyword);
    };
  }
}
