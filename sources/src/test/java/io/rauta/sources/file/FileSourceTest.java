package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source as a whole: real directories, real events, its own thread. */
class FileSourceTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path dir;

  private final List<Resources> snapshots = new CopyOnWriteArrayList<>();
  private final List<List<FileProblem>> told = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable source : opened) {
      source.close();
    }
  }

  @Test
  void deliversTheFirstSnapshotBeforeStartReturns() throws IOException {
    Files.writeString(dir.resolve("a.yaml"), map("a", "1"));

    start(dir);

    assertThat(snapshots).hasSize(1);
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  void followsAnEditInPlace() throws IOException {
    Path file = Files.writeString(dir.resolve("a.yaml"), map("a", "1"));
    start(file);

    Files.writeString(file, map("a", "2"));

    await().until(() -> value("a").equals("2"));
  }

  @Test
  void followsAFileMovedIntoPlace() throws IOException {
    Path file = Files.writeString(dir.resolve("a.yaml"), map("a", "1"));
    start(file);

    replace(file, map("a", "2"));

    await().until(() -> value("a").equals("2"));
  }

  @Test
  void followsAPolicyThatChanges() throws IOException {
    Path file = Files.writeString(dir.resolve("a.yaml"), policy("first.example"));
    start(file);

    replace(file, policy("second.example"));

    await()
        .untilAsserted(
            () ->
                assertThat(newest().backendTlsPolicies().values())
                    .singleElement()
                    .extracting(policy -> policy.getSpec().getValidation().getHostname())
                    .isEqualTo("second.example"));
  }

  @Test
  void followsFilesThatComeAndGo() throws IOException {
    Path first = Files.writeString(dir.resolve("a.yaml"), map("a", "1"));
    start(dir);

    Files.writeString(
        dir.resolve("b.json"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}");
    await().until(() -> newest().configMaps().size() == 2);

    Files.delete(first);
    await().until(() -> newest().configMaps().size() == 1);
    assertThat(newest().configMaps()).containsOnlyKeys(new ObjectKey("default", "b"));
  }

  @Test
  void endsInTheLastOfManyQuickStates() throws IOException {
    Path written = Files.writeString(dir.resolve("a.yaml"), map("a", "0"));
    Path moved = Files.writeString(dir.resolve("b.yaml"), map("b", "0"));
    start(dir);

    for (int i = 1; i <= 500; i++) {
      Files.writeString(written, map("a", "" + i));
      replace(moved, map("b", "" + i));
    }

    await().until(() -> value("a").equals("500") && value("b").equals("500"));
  }

  @Test
  void followsTheSwapOfAMountedConfigMap() throws IOException {
    mountVersion("v1", "1", "a.yaml", "b.yaml");
    Files.createSymbolicLink(dir.resolve("..data"), Path.of("v1"));
    for (String name : List.of("a.yaml", "b.yaml")) {
      Files.createSymbolicLink(dir.resolve(name), Path.of("..data", name));
    }
    start(dir);
    assertThat(value("a.yaml") + value("b.yaml")).isEqualTo("11");

    mountVersion("v2", "2", "a.yaml", "b.yaml");
    Files.createSymbolicLink(dir.resolve("..data_tmp"), Path.of("v2"));
    Files.move(dir.resolve("..data_tmp"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    await().until(() -> value("a.yaml").equals("2"));
    assertThat(snapshots.stream().map(s -> value(s, "a.yaml") + value(s, "b.yaml")))
        .containsExactly("11", "22");
  }

  @Test
  void aSwapMayAddAndRemoveFiles() throws IOException {
    mountVersion("v1", "1", "a.yaml", "b.yaml");
    Files.createSymbolicLink(dir.resolve("..data"), Path.of("v1"));
    Files.createSymbolicLink(dir.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    Files.createSymbolicLink(dir.resolve("b.yaml"), Path.of("..data", "b.yaml"));
    start(dir);

    mountVersion("v2", "2", "a.yaml", "c.yaml");
    Files.createSymbolicLink(dir.resolve("..data_tmp"), Path.of("v2"));
    Files.move(dir.resolve("..data_tmp"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Files.createSymbolicLink(dir.resolve("c.yaml"), Path.of("..data", "c.yaml"));
    Files.delete(dir.resolve("b.yaml"));

    await().until(() -> value("a.yaml").equals("2") && value("c.yaml").equals("2"));
    await().until(() -> newest().configMaps().size() == 2);
  }

  @Test
  void followsADirectoryExchangedAsAWhole() throws IOException {
    Path current = Files.createDirectory(dir.resolve("current"));
    Files.writeString(current.resolve("a.yaml"), map("a", "1"));
    start(current);

    Path next = Files.createDirectory(dir.resolve("next"));
    Files.writeString(next.resolve("a.yaml"), map("a", "2"));
    Files.move(current, dir.resolve("old"));
    Files.move(next, current);
    await().until(() -> value("a").equals("2"));

    replace(current.resolve("a.yaml"), map("a", "3"));
    await().until(() -> value("a").equals("3"));
  }

  @Test
  void tellsProblemsWhileTheyLast() throws IOException {
    Path file = Files.writeString(dir.resolve("a.yaml"), map("a", "1"));
    FileSource source = start(file);
    Resources first = newest();

    replace(file, "{[");
    await().until(() -> source.problems().size() == 1);
    assertThat(told.getLast()).isEqualTo(source.problems());
    assertThat(newest()).isSameAs(first);

    replace(file, map("a", "2"));
    await().until(() -> value("a").equals("2"));
    assertThat(source.problems()).isEmpty();
    assertThat(told.getLast()).isEmpty();
  }

  @Test
  void startsOnceAnObjectCanBeUsed() throws IOException {
    Path broken = Files.writeString(dir.resolve("a.yaml"), "{[");
    FileSource source = open(dir);
    CompletableFuture<Void> start = CompletableFuture.runAsync(() -> source.start(snapshots::add));
    await().until(() -> told.size() == 1);

    replace(broken, "{apiVersion: v1, kind: ConfigMap}");
    await().until(() -> told.size() == 2);
    assertThat(start).isNotDone();
    assertThat(snapshots).isEmpty();

    Files.writeString(dir.resolve("b.yaml"), map("b", "1"));
    start.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(snapshots).hasSize(1);
    assertThat(value("b")).isEqualTo("1");
    assertThat(source.problems()).hasSize(1);
  }

  @Test
  void anEmptyDirectoryIsSomethingToServe() {
    start(dir);

    assertThat(newest().configMaps()).isEmpty();
  }

  @Test
  void closingEndsTheWaitForAnObject() throws IOException {
    Files.writeString(dir.resolve("a.yaml"), "{[");
    FileSource source = open(dir);
    CompletableFuture<Void> start = CompletableFuture.runAsync(() -> source.start(snapshots::add));
    await().until(() -> told.size() == 1);

    source.close();

    assertThat(start)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("closed before any object could be used");
  }

  @Test
  void aFailureOfTheFirstSinkEndsTheStart() throws IOException {
    Files.writeString(dir.resolve("a.yaml"), map("a", "1"));
    FileSource source = new FileSource(List.of(dir), _ -> {});
    opened.add(source);

    assertThatThrownBy(
            () ->
                source.start(
                    _ -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }

  private void mountVersion(String version, String value, String... names) throws IOException {
    Path target = Files.createDirectory(dir.resolve(version));
    for (String name : names) {
      Files.writeString(target.resolve(name), map(name, value));
    }
  }

  private FileSource start(Path... paths) {
    FileSource source = open(paths);
    source.start(snapshots::add);
    return source;
  }

  private FileSource open(Path... paths) {
    FileSource source = new FileSource(List.of(paths), told::add);
    opened.add(source);
    return source;
  }

  private static String policy(String hostname) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: BackendTLSPolicy
    metadata: {name: a}
    spec:
      targetRefs: [{group: "", kind: Service, name: a}]
      validation: {hostname: %s, wellKnownCACertificates: System}
    """
        .formatted(hostname);
  }

  private static void replace(Path file, String content) throws IOException {
    Path next = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Resources newest() {
    return snapshots.getLast();
  }

  private String value(String name) {
    return value(newest(), name);
  }

  private static String value(Resources resources, String name) {
    var map = resources.configMaps().get(new ObjectKey("default", name));
    return map == null ? "" : map.getData().getOrDefault("key", "");
  }

  private static String map(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data: {key: "%s"}
    """
        .formatted(name, value);
  }
}
