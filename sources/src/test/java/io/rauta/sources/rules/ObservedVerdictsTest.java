package io.rauta.sources.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real API server once said about each object, we say too. */
final class ObservedVerdictsTest {

  private static final int ENOUGH = 1_000;

  @Test
  void areOurs() throws IOException {
    var verdicts = VerdictFile.read();
    assertThat(verdicts).hasSizeGreaterThan(ENOUGH).containsValues(Trial.Verdict.values());

    List<String> disagreements =
        verdicts.entrySet().stream()
            .filter(verdict -> verdict.getKey().ours() != verdict.getValue())
            .map(verdict -> verdict + " but we found " + verdict.getKey().violations())
            .toList();

    assertThat(disagreements).isEmpty();
  }
}
