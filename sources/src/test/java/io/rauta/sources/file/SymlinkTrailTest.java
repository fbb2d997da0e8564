package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymlinkTrailTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path given;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path dir;

  private final SymlinkTrail trail = new SymlinkTrail();

  @BeforeEach
  void resolve() throws IOException {
    dir = given.toRealPath();
  }

  @Test
  void aPlainPathDependsOnItsOwnName() throws IOException {
    Path file = Files.createFile(dir.resolve("a.yaml"));

    assertThat(trail.follow(file)).isEqualTo(file);
    assertThat(trail.names()).containsExactly(file);
  }

  @Test
  void aMountedFileDependsOnEachLinkAndItsTarget() throws IOException {
    Files.createDirectory(dir.resolve("v1"));
    Path target = Files.createFile(dir.resolve("v1").resolve("a.yaml"));
    Files.createSymbolicLink(dir.resolve("..data"), Path.of("v1"));
    Files.createSymbolicLink(dir.resolve("a.yaml"), Path.of("..data/./a.yaml"));

    assertThat(trail.follow(dir.resolve("a.yaml"))).isEqualTo(target);
    assertThat(trail.names())
        .containsExactlyInAnyOrder(dir.resolve("a.yaml"), dir.resolve("..data"), target);
  }

  @Test
  void parentsOfALinkedDirectoryAreThoseOfItsTarget() throws IOException {
    Files.createDirectories(dir.resolve("far/away"));
    Files.createSymbolicLink(dir.resolve("near"), dir.resolve("far/away"));

    assertThat(trail.follow(dir.resolve("near/../a.yaml"))).isEqualTo(dir.resolve("far/a.yaml"));
  }

  @Test
  void aLinkInACircleEnds() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("a.yaml"), Path.of("a.yaml"));

    assertThat(trail.follow(link)).isEqualTo(link);
  }
}
