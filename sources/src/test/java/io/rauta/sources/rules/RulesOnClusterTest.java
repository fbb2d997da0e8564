package io.rauta.sources.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares our verdicts with those of a real API server, one by one, after installing our own kinds
 * and those of the folder that the system property {@code rauta.crds} names; {@code e2e/api-rules}
 * runs it. With {@code rauta.verdicts.update=true} what the server says becomes what {@link
 * ObservedVerdictsTest} expects.
 */
@Tag("cluster")
final class RulesOnClusterTest {

  private static final int ENOUGH = 1_000;

  @Test
  void verdictsAreThoseOfTheServer() throws Exception {
    List<Trial> trials = new ArrayList<>(Trials.golden());
    List<Trial> mutated = Trials.mutated();
    assertThat(mutated).hasSizeGreaterThan(ENOUGH);
    trials.addAll(mutated);

    Map<Trial, Trial.Verdict> verdicts = new LinkedHashMap<>();
    List<String> disagreements = new ArrayList<>();
    try (ApiServer server = new ApiServer()) {
      install(server);
      for (Trial trial : trials) {
        Trial.Verdict theirs = server.judge(trial);
        verdicts.put(trial, theirs);
        if (theirs != trial.ours()) {
          disagreements.add(
              trial + "\n  we: " + trial.violations() + "\n  they: " + server.create(trial));
        }
      }
      if (Boolean.getBoolean("rauta.verdicts.update")) {
        VerdictFile.write(server.version(), verdicts);
      }
    }
    System.out.println(
        verdicts.size()
            + " objects, of which the server accepted "
            + verdicts.values().stream()
                .filter(verdict -> verdict == Trial.Verdict.ACCEPTED)
                .count()
            + "; we disagreed about "
            + disagreements.size());
    assertThat(disagreements).isEmpty();
  }

  private static void install(ApiServer server) throws Exception {
    List<Path> folders = new ArrayList<>(List.of(Path.of("../crds")));
    Optional.ofNullable(System.getProperty("rauta.crds")).map(Path::of).ifPresent(folders::add);
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
          server.install(file);
        }
      }
    }
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(server::servesAllKinds);
  }
}
