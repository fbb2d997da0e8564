package io.rauta.sources.file;

import static io.rauta.sources.file.TimedFiles.MOMENT;
import static io.rauta.sources.file.TimedFiles.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.sources.file.DirectoryWatch.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When versions of files are taken. Files are real, time is not. */
class FileSetTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path dir;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TimedFiles files;

  @BeforeEach
  void serveTheDirectory() {
    files = new TimedFiles(dir);
  }

  @Test
  void aWriteCountsOnceItIsQuiet() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.write("a.yaml", map("a", "2"));
    files.look();
    files.pass(FileChanges.QUIET.minusMillis(1));
    assertThat(files.values()).containsExactly("a=1");

    files.pass(Duration.ofMillis(1));
    files.pass(FileChanges.GATHER);
    assertThat(files.values()).containsExactly("a=2");
  }

  @Test
  void atStartAnOldFileCountsAtOnceAndAYoungOneOnceItIsQuiet() throws IOException {
    files.write("old.yaml", map("a", "1"));
    files.write("young.yaml", map("b", "1"));

    files.beginWith(dir);
    assertThat(files.values()).containsExactly("a=1");

    files.settle();
    assertThat(files.values()).containsExactly("a=1", "b=1");
  }

  @Test
  void aWriteInSeveralPartsIsNeverSeenHalf() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.write("a.yaml", "apiVersion: v1\n");
    files.look();
    files.pass(MOMENT.multipliedBy(2));
    files.write("a.yaml", map("a", "2") + "---\n");
    files.pass(MOMENT.multipliedBy(2));
    files.write("a.yaml", map("a", "2") + "---\n" + map("b", "2"));
    files.pass(MOMENT.multipliedBy(2));
    assertThat(files.values()).containsExactly("a=1");
    assertThat(files.served().problems()).isEmpty();

    files.settle();
    assertThat(files.values()).containsExactly("a=2", "b=2");
  }

  @Test
  void aFileEmptiedAndWrittenAgainIsNoDeletion() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.write("a.yaml", "");
    files.look();
    files.pass(MOMENT.multipliedBy(2));
    assertThat(files.values()).containsExactly("a=1");
    files.write("a.yaml", map("a", "2"));
    files.settle();

    assertThat(files.values()).containsExactly("a=2");
  }

  @Test
  void aFileThatStaysEmptyHasNoObjects() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.write("a.yaml", "");
    files.settle();

    assertThat(files.values()).isEmpty();
  }

  @Test
  void aFileMovedIntoPlaceCountsAtOnce() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.move("a.yaml", map("a", "2"));
    files.notice("a.yaml", Change.APPEARED);
    files.pass(FileChanges.GATHER);

    assertThat(files.values()).containsExactly("a=2");
  }

  @Test
  void aFileDeletedAndCreatedAgainMayBeIncomplete() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.move("a.yaml", map("a", "2"));
    files.notice("a.yaml", Change.VANISHED, Change.APPEARED);
    files.pass(MOMENT);
    assertThat(files.values()).containsExactly("a=1");

    files.settle();
    assertThat(files.values()).containsExactly("a=2");
  }

  @Test
  void aFileWrittenAfterItAppearedMayBeIncomplete() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.move("a.yaml", map("a", "2"));
    files.notice("a.yaml", Change.APPEARED, Change.WRITTEN);
    files.pass(MOMENT);

    assertThat(files.values()).containsExactly("a=1");
  }

  @Test
  void filesWrittenTogetherTakeEffectTogether() throws IOException {
    files.begin("a.yaml", map("a", "1"));
    files.write("b.yaml", map("b", "1"));
    files.settle();
    List<List<String>> seen = new ArrayList<>();

    files.write("a.yaml", map("a", "2"));
    files.look();
    files.pass(MOMENT);
    files.write("b.yaml", map("b", "2"));
    files.look();
    files.write("c.yaml", map("c", "2"));
    files.look();
    for (int i = 0; i < 10; i++) {
      files.pass(MOMENT);
      seen.add(files.values());
    }

    assertThat(seen.stream().distinct())
        .containsExactly(List.of("a=1", "b=1"), List.of("a=2", "b=2", "c=2"));
  }

  @Test
  void aFileThatNeverRestsHoldsOthersNotForLong() throws IOException {
    files.begin("a.yaml", map("a", "1"));
    files.write("restless.yaml", "");
    files.settle();

    files.move("a.yaml", map("a", "2"));
    files.notice("a.yaml", Change.APPEARED);
    for (int i = 0; i < 3; i++) {
      files.write("restless.yaml", "#".repeat(i + 1));
      files.look();
      files.pass(MOMENT);
      assertThat(files.values()).containsExactly("a=1");
    }
    files.write("restless.yaml", "####");
    files.look();
    files.pass(MOMENT);

    assertThat(files.values()).containsExactly("a=2");
  }

  @Test
  void aDeletedFileTakesItsObjectsAlong() throws IOException {
    files.begin("a.yaml", map("a", "1"));
    files.write("b.yaml", map("b", "1"));
    files.settle();

    Files.delete(dir.resolve("a.yaml"));
    files.settle();

    assertThat(files.values()).containsExactly("b=1");
  }

  @Test
  void nothingIsToldWhenNothingChanged() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    LoadedFiles before = files.served();
    files.settle();

    assertThat(files.served()).isSameAs(before);
    assertThat(files.set().isSettling()).isFalse();
  }

  @Test
  void anExchangedLinkExchangesAllFilesBehindItAtOnce() throws IOException {
    version("v1", "1");
    Files.createSymbolicLink(dir.resolve("..data"), Path.of("v1"));
    Files.createSymbolicLink(dir.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    Files.createSymbolicLink(dir.resolve("b.yaml"), Path.of("..data", "b.yaml"));
    files.begin("c.yaml", map("c", "1"));

    version("v2", "2");
    Files.createSymbolicLink(dir.resolve("..next"), Path.of("v2"));
    Files.move(dir.resolve("..next"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    FileSet.Layout layout = files.notice("..data", Change.APPEARED);
    files.look();
    files.pass(FileChanges.GATHER);

    assertThat(layout).isEqualTo(FileSet.Layout.OTHER);
    assertThat(files.values()).containsExactly("a=2", "b=2", "c=1");
    assertThat(files.set().watched()).contains(dir.toRealPath(), dir.toRealPath().resolve("v2"));
  }

  private void version(String name, String value) throws IOException {
    Path target = Files.createDirectory(dir.resolve(name));
    Files.writeString(target.resolve("a.yaml"), map("a", value));
    Files.writeString(target.resolve("b.yaml"), map("b", value));
  }
}
