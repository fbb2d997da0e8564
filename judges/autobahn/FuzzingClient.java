import java.util.Arrays;
import java.util.List;
import java.util.Map;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import me.normanmaurer.maven.autobahntestsuite.FuzzingCaseResult;

/**
 * Plays Autobahn's cases against a WebSocket echo: {@code FuzzingClient URL CASES EXCLUDED}, both
 * lists separated by commas. Prints a line for each case: its name, verdict, verdict on the close.
 */
final class FuzzingClient {
  private FuzzingClient() {}

  public static void main(String[] args) throws Exception {
    List<FuzzingCaseResult> results =
        AutobahnTestSuite.runFuzzingClient(
            "judged", args[0], Map.of(), split(args[1]), split(args[2]));
    for (FuzzingCaseResult result : results) {
      System.out.printf(
          "CASE %s %s %s%n", result.caseName(), result.behavior(), result.behaviorClose());
    }
    System.exit(0);
  }

  private static List<String> split(String list) {
    return list.isEmpty() ? List.of() : Arrays.asList(list.split(",", -1));
  }
}
