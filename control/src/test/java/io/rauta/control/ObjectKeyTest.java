package io.rauta.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ObjectKeyTest {

  @Test
  void orderIsThatOfNamespaceSlashName() {
    List<ObjectKey> keys =
        Stream.of(
                new ObjectKey("team", "a"),
                new ObjectKey("team-a", "z"),
                new ObjectKey("team", "b"),
                new ObjectKey("team1", "a"),
                new ObjectKey("", "team"))
            .sorted()
            .toList();
    assertThat(keys)
        .map(ObjectKey::toString)
        .containsExactly("team", "team-a/z", "team/a", "team/b", "team1/a");
  }
}
