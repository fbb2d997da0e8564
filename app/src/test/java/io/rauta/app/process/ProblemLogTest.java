package io.rauta.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

final class ProblemLogTest {

  private final Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
  private final ProblemLog log =
      new ProblemLog(new EventRecordingLogger(new SubstituteLogger("test", events, true), events));

  @Test
  void onlyWhatChangedIsLogged() {
    log.now(List.of("a", "b"));
    assertThat(logged()).containsExactly("WARN a", "WARN b");
    log.now(List.of("a", "b"));
    assertThat(logged()).isEmpty();
    log.now(List.of("b", "c"));
    assertThat(logged()).containsExactly("INFO a", "WARN c");
    log.now(List.of());
    assertThat(logged()).containsExactly("INFO b", "INFO c");
    log.now(List.of("a"));
    assertThat(logged()).containsExactly("WARN a");
  }

  private List<String> logged() {
    List<String> lines =
        events.stream().map(event -> event.getLevel() + " " + event.getArgumentArray()[0]).toList();
    events.clear();
    return lines;
  }
}
