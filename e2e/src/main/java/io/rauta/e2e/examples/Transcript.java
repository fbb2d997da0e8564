package io.rauta.e2e.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A command and what its output holds, as the comments of an example say it:
 *
 * <pre>
 * # $ curl -i http://127.0.0.1:8080/
 * #   HTTP/1.1 200 OK
 * #   without: x-internal
 * </pre>
 *
 * Each line below a command is part of a line of the output, whatever its case, or after {@code
 * without:} of none.
 *
 * @param command for a shell
 * @param expected what the lines below it say
 */
record Transcript(String command, List<String> expected) {
  private static final String COMMAND = "# $ ";
  private static final String EXPECTED = "#   ";
  private static final String WITHOUT = "without: ";

  Transcript {
    expected = List.copyOf(expected);
  }

  /** All commands of an example, in their order. */
  static List<Transcript> in(String text) {
    List<Transcript> transcripts = new ArrayList<>();
    String command = "";
    List<String> expected = new ArrayList<>();
    for (String line : (text + "\n#").lines().toList()) {
      if (line.startsWith(EXPECTED)) {
        expected.add(line.substring(EXPECTED.length()).strip());
        continue;
      }
      if (!command.isEmpty()) {
        transcripts.add(new Transcript(command, expected));
      }
      command = line.startsWith(COMMAND) ? line.substring(COMMAND.length()) : "";
      expected.clear();
    }
    return transcripts;
  }

  /** The first expectation that an output does not meet. */
  Optional<String> missingIn(String output) {
    String folded = output.toLowerCase(Locale.ROOT);
    return expected.stream().filter(line -> !isMet(line, folded)).findFirst();
  }

  private static boolean isMet(String line, String output) {
    String wanted = line.toLowerCase(Locale.ROOT);
    return wanted.startsWith(WITHOUT)
        ? !output.contains(wanted.substring(WITHOUT.length()))
        : output.contains(wanted);
  }
}
