package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.rauta.control.ObjectKey;
import io.rauta.sources.file.DirectoryWatch.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When versions of files are taken, and what stays meanwhile. Files are real, time is not. */
class FileSetTest {

  private static final Duration MOMENT = Duration.ofMillis(10);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path dir;

  @SuppressWarnings("NullAway.Init") // set before each test
  private FileSet files;

  private LoadedFiles served = FileLoader.load(List.of());
  private long now = 1_000_000_000;
  private long modified = 1_700_000_000_000L;

  @BeforeEach
  void serveTheDirectory() {
    files = new FileSet(List.of(dir));
  }

  @Test
  void aWriteCountsOnceItIsQuiet() throws IOException {
    begin("a.yaml", map("a", "1"));

    write("a.yaml", map("a", "2"));
    look();
    pass(FileChanges.QUIET.minusMillis(1));
    assertThat(value("a")).isEqualTo("1");

    pass(Duration.ofMillis(1));
    pass(FileChanges.GATHER);
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  void aWriteInSeveralPartsIsNeverSeenHalf() throws IOException {
    begin("a.yaml", map("a", "1"));

    write("a.yaml", "apiVersion: v1\n");
    look();
    pass(MOMENT.multipliedBy(2));
    write("a.yaml", map("a", "2") + "---\n");
    pass(MOMENT.multipliedBy(2));
    write("a.yaml", map("a", "2") + "---\n" + map("b", "2"));
    pass(MOMENT.multipliedBy(2));
    assertThat(values()).containsExactly("a=1");
    assertThat(served.problems()).isEmpty();

    settle();
    assertThat(values()).containsExactly("a=2", "b=2");
  }

  @Test
  void aFileEmptiedAndWrittenAgainIsNoDeletion() throws IOException {
    begin("a.yaml", map("a", "1"));

    write("a.yaml", "");
    look();
    pass(MOMENT.multipliedBy(2));
    assertThat(values()).containsExactly("a=1");
    write("a.yaml", map("a", "2"));
    settle();

    assertThat(values()).containsExactly("a=2");
  }

  @Test
  void aFileThatStaysEmptyHasNoObjects() throws IOException {
    begin("a.yaml", map("a", "1"));

    write("a.yaml", "");
    settle();

    assertThat(values()).isEmpty();
  }

  @Test
  void aFileMovedIntoPlaceCountsAtOnce() throws IOException {
    begin("a.yaml", map("a", "1"));

    move("a.yaml", map("a", "2"));
    notice("a.yaml", Change.APPEARED);
    pass(FileChanges.GATHER);

    assertThat(values()).containsExactly("a=2");
  }

  @Test
  void aFileDeletedAndCreatedAgainMayBeIncomplete() throws IOException {
    begin("a.yaml", map("a", "1"));

    move("a.yaml", map("a", "2"));
    notice("a.yaml", Change.VANISHED, Change.APPEARED);
    pass(MOMENT);
    assertThat(values()).containsExactly("a=1");

    settle();
    assertThat(values()).containsExactly("a=2");
  }

  @Test
  void aFileWrittenAfterItAppearedMayBeIncomplete() throws IOException {
    begin("a.yaml", map("a", "1"));

    move("a.yaml", map("a", "2"));
    notice("a.yaml", Change.APPEARED, Change.WRITTEN);
    pass(MOMENT);

    assertThat(values()).containsExactly("a=1");
  }

  @Test
  void filesWrittenTogetherTakeEffectTogether() throws IOException {
    begin("a.yaml", map("a", "1"));
    write("b.yaml", map("b", "1"));
    settle();
    List<List<String>> seen = new ArrayList<>();

    write("a.yaml", map("a", "2"));
    look();
    pass(MOMENT);
    write("b.yaml", map("b", "2"));
    look();
    write("c.yaml", map("c", "2"));
    look();
    for (int i = 0; i < 10; i++) {
      pass(MOMENT);
      seen.add(values());
    }

    assertThat(seen.stream().distinct())
        .containsExactly(List.of("a=1", "b=1"), List.of("a=2", "b=2", "c=2"));
  }

  @Test
  void aFileThatNeverRestsHoldsOthersNotForLong() throws IOException {
    begin("a.yaml", map("a", "1"));
    write("restless.yaml", "");
    settle();

    move("a.yaml", map("a", "2"));
    notice("a.yaml", Change.APPEARED);
    for (int i = 0; i < 3; i++) {
      write("restless.yaml", "#".repeat(i + 1));
      look();
      pass(MOMENT);
      assertThat(values()).containsExactly("a=1");
    }
    write("restless.yaml", "####");
    look();
    pass(MOMENT);

    assertThat(values()).containsExactly("a=2");
  }

  @Test
  void aDeletedFileTakesItsObjectsAlong() throws IOException {
    begin("a.yaml", map("a", "1"));
    write("b.yaml", map("b", "1"));
    settle();

    Files.delete(dir.resolve("a.yaml"));
    settle();

    assertThat(values()).containsExactly("b=1");
  }

  @Test
  void aBrokenFileKeepsAllItsObjectsUntilMended() throws IOException {
    begin("a.yaml", map("a", "1") + "---\n" + map("b", "1"));
    List<ConfigMap> before = objects();

    write("a.yaml", map("a", "2") + "---\n{[");
    settle();
    assertThat(objects()).usingElementComparator(FileSetTest::byIdentity).isEqualTo(before);
    assertThat(served.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("is not valid YAML"));

    write("a.yaml", map("a", "3"));
    settle();
    assertThat(values()).containsExactly("a=3");
    assertThat(served.problems()).isEmpty();
  }

  @Test
  void aBadObjectKeepsItsLastGoodVersionWhileOthersChange() throws IOException {
    begin("a.yaml", map("a", "1") + "---\n" + map("b", "1") + "---\n" + map("c", "1"));

    write("a.yaml", map("a", "2") + "---\n" + map("b", "2").replace("\ndata:", "\ndata: 7 #"));
    settle();

    assertThat(values()).containsExactly("a=2", "b=1");
    assertThat(served.problems())
        .extracting(FileProblem::kind, FileProblem::name, FileProblem::field)
        .containsExactly(tuple("ConfigMap", "b", "data"));

    write("a.yaml", map("a", "2"));
    settle();
    assertThat(values()).containsExactly("a=2");
    assertThat(served.problems()).isEmpty();
  }

  @Test
  void aBadObjectThatWasNeverGoodIsLeftOut() throws IOException {
    begin("a.yaml", map("a", "1") + "---\n" + map("b", "2").replace("\ndata:", "\ndata: 7 #"));

    assertThat(values()).containsExactly("a=1");
    assertThat(served.problems()).hasSize(1);
  }

  @Test
  void anObjectThatLostItsNameStays() throws IOException {
    begin("a.yaml", map("a", "1") + "---\n" + map("b", "1"));

    write("a.yaml", map("a", "2") + "---\n" + map("b", "2").replace("name:", "nam:"));
    settle();

    assertThat(values()).containsExactly("a=2", "b=1");
  }

  @Test
  void objectsThatDidNotChangeStayTheSame() throws IOException {
    begin("a.yaml", map("a", "1"));
    write("b.yaml", map("b", "1") + "---\n" + map("c", "1"));
    settle();
    List<ConfigMap> before = objects();

    write("b.yaml", "# moves all lines\n" + map("b", "1") + "---\n" + map("c", "2"));
    settle();

    assertThat(values()).containsExactly("a=1", "b=1", "c=2");
    assertThat(objects().get(0)).isSameAs(before.get(0));
    assertThat(objects().get(1)).isSameAs(before.get(1));
  }

  @Test
  void nothingIsToldWhenNothingChanged() throws IOException {
    begin("a.yaml", map("a", "1"));

    files.scan(now);

    assertThat(files.advance(now)).isEmpty();
    assertThat(files.isSettling()).isFalse();
  }

  @Test
  void theFirstOfTwoObjectsWithOneNameCounts() throws IOException {
    write("b.yaml", map("x", "b"));
    begin("a.yaml", map("y", "a") + "---\n" + map("x", "a"));

    assertThat(values()).containsExactly("y=a", "x=a");
    assertThat(served.problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "%s/b.yaml:1: ConfigMap default/x metadata.name: is a duplicate of %s/a.yaml:6 and is"
                    .formatted(dir, dir)
                + " ignored (each object may stand once)");
  }

  @Test
  void orderIsThatOfPathsThenNamesThenDocuments() throws IOException {
    Path late = Files.createDirectory(dir.resolve("late"));
    Files.writeString(late.resolve("2.yaml"), map("d", "1"));
    Files.writeString(late.resolve("10.yml"), map("c", "1"));
    Path early = Files.writeString(dir.resolve("z.yaml"), map("b", "1") + "---\n" + map("a", "1"));
    files = new FileSet(List.of(early, late, early));

    served = files.readNow();

    assertThat(values()).containsExactly("b=1", "a=1", "c=1", "d=1");
    assertThat(served.problems()).isEmpty();
  }

  @Test
  void onlyVisibleYamlAndJsonOfADirectoryIsRead() throws IOException {
    write(".hidden.yaml", map("a", "1"));
    write("notes.txt", map("b", "1"));
    write("c.yaml~", map("c", "1"));
    Files.createDirectory(dir.resolve("folder.yaml"));

    begin("d.yml", map("d", "1"));

    assertThat(values()).containsExactly("d=1");
    assertThat(served.problems()).isEmpty();
  }

  @Test
  void aNamedPathThatDoesNotExistIsAProblemUntilItDoes() throws IOException {
    Path late = dir.resolve("late.yaml");
    files = new FileSet(List.of(late));
    files.scanFirst(now, modified);
    served = files.snapshot();
    assertThat(served.missing()).containsExactly(late);
    assertThat(served.problems())
        .extracting(FileProblem::toString)
        .containsExactly(late + ": does not exist");

    write("late.yaml", map("a", "1"));
    settle();

    assertThat(values()).containsExactly("a=1");
    assertThat(served.problems()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeKeepsItsObjects() throws IOException {
    begin("a.yaml", map("a", "1"));

    write("a.yaml", "#".repeat(ParsedFile.MAX_BYTES + 1));
    settle();

    assertThat(values()).containsExactly("a=1");
    assertThat(served.problems())
        .extracting(FileProblem::toString)
        .containsExactly(dir.resolve("a.yaml") + ": is 10485761 bytes (allowed: 10485760)");
  }

  @Test
  void anExchangedLinkExchangesAllFilesBehindItAtOnce() throws IOException {
    version("v1", "1");
    Files.createSymbolicLink(dir.resolve("..data"), Path.of("v1"));
    Files.createSymbolicLink(dir.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    Files.createSymbolicLink(dir.resolve("b.yaml"), Path.of("..data", "b.yaml"));
    begin("c.yaml", map("c", "1"));

    version("v2", "2");
    Files.createSymbolicLink(dir.resolve("..next"), Path.of("v2"));
    Files.move(dir.resolve("..next"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    FileSet.Layout layout = notice("..data", Change.APPEARED);
    look();
    pass(FileChanges.GATHER);

    assertThat(layout).isEqualTo(FileSet.Layout.OTHER);
    assertThat(values()).containsExactly("a=2", "b=2", "c=1");
    assertThat(files.watched()).contains(dir.toRealPath(), dir.toRealPath().resolve("v2"));
  }

  private void version(String name, String value) throws IOException {
    Path target = Files.createDirectory(dir.resolve(name));
    Files.writeString(target.resolve("a.yaml"), map("a", value));
    Files.writeString(target.resolve("b.yaml"), map("b", value));
  }

  /** Writes a file and serves all there is. */
  private void begin(String name, String content) throws IOException {
    write(name, content);
    look();
    settle();
  }

  private void write(String name, String content) throws IOException {
    touch(Files.writeString(dir.resolve(name), content));
  }

  private void move(String name, String content) throws IOException {
    Path next = Files.writeString(dir.resolve("." + name), content);
    touch(next);
    Files.move(next, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void touch(Path file) throws IOException {
    modified += 1000;
    Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
  }

  private FileSet.Layout notice(String name, Change... changes) throws IOException {
    Path path = dir.toRealPath().resolve(name);
    return files.notice(
        Stream.of(changes).map(change -> new DirectoryWatch.Event(path, change)).toList(), now);
  }

  private void look() {
    files.scan(now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
    Optional<LoadedFiles> change = files.advance(now);
    change.ifPresent(loaded -> served = loaded);
  }

  /** Lets enough time pass for anything to be complete. */
  private void settle() {
    look();
    for (int i = 0; i < 8; i++) {
      pass(MOMENT);
    }
  }

  private List<ConfigMap> objects() {
    return List.copyOf(served.resources().configMaps().values());
  }

  private List<String> values() {
    return objects().stream()
        .map(map -> map.getMetadata().getName() + "=" + map.getData().get("key"))
        .toList();
  }

  private String value(String name) {
    ConfigMap map = served.resources().configMaps().get(new ObjectKey("default", name));
    return map == null ? "" : map.getData().getOrDefault("key", "");
  }

  private static int byIdentity(ConfigMap a, ConfigMap b) {
    return Integer.compare(System.identityHashCode(a), System.identityHashCode(b));
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
