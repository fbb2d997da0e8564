package io.rauta.sources.file;

import static io.rauta.sources.file.TimedFiles.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served of files, good and bad, and in which order. */
class LastGoodVersionTest {

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
  void aBrokenFileKeepsAllItsObjectsUntilMended() throws IOException {
    files.begin("a.yaml", map("a", "1") + "---\n" + map("b", "1"));
    List<ConfigMap> before = files.objects();

    files.write("a.yaml", map("a", "2") + "---\n{[");
    files.settle();
    assertThat(files.objects())
        .usingElementComparator(LastGoodVersionTest::byIdentity)
        .isEqualTo(before);
    assertThat(files.served().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("is not valid YAML"));

    files.write("a.yaml", map("a", "3"));
    files.settle();
    assertThat(files.values()).containsExactly("a=3");
    assertThat(files.served().problems()).isEmpty();
  }

  @Test
  void anObjectThatAnApiServerWouldRefuseKeepsItsLastGoodVersionWhileOthersChange()
      throws IOException {
    files.begin("a.yaml", backend("127.0.0.1") + "---\n" + map("b", "1"));
    var before = files.served().resources().backends();

    files.write("a.yaml", backend("localhost") + "---\n" + map("b", "2"));
    files.settle();

    assertThat(files.values()).containsExactly("b=2");
    assertThat(files.served().resources().backends()).hasSize(1).isEqualTo(before);
    assertThat(files.served().problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .endsWith(
                        "a.yaml:5: Backend default/local spec.endpoints[0].ip.address: breaks a"
                            + " rule: must be an IPv4 or IPv6 address"));
  }

  private static String backend(String address) {
    return """
    apiVersion: gateway.rauta.io/v1alpha1
    kind: Backend
    metadata: {name: local}
    spec:
      endpoints: [{ip: {address: %s, port: 80}}]
    """
        .formatted(address);
  }

  @Test
  void aBadObjectKeepsItsLastGoodVersionWhileOthersChange() throws IOException {
    files.begin("a.yaml", map("a", "1") + "---\n" + map("b", "1") + "---\n" + map("c", "1"));

    files.write(
        "a.yaml", map("a", "2") + "---\n" + map("b", "2").replace("\ndata:", "\ndata: 7 #"));
    files.settle();

    assertThat(files.values()).containsExactly("a=2", "b=1");
    assertThat(files.served().problems())
        .extracting(FileProblem::kind, FileProblem::name, FileProblem::field)
        .containsExactly(tuple("ConfigMap", "b", "data"));

    files.write("a.yaml", map("a", "2"));
    files.settle();
    assertThat(files.values()).containsExactly("a=2");
    assertThat(files.served().problems()).isEmpty();
  }

  @Test
  void aBadObjectThatWasNeverGoodIsLeftOut() throws IOException {
    files.begin(
        "a.yaml", map("a", "1") + "---\n" + map("b", "2").replace("\ndata:", "\ndata: 7 #"));

    assertThat(files.values()).containsExactly("a=1");
    assertThat(files.served().problems()).hasSize(1);
  }

  @Test
  void anObjectThatLostItsNameStays() throws IOException {
    files.begin("a.yaml", map("a", "1") + "---\n" + map("b", "1"));

    files.write("a.yaml", map("a", "2") + "---\n" + map("b", "2").replace("name:", "nam:"));
    files.settle();

    assertThat(files.values()).containsExactly("a=2", "b=1");
  }

  @Test
  void objectsThatDidNotChangeStayTheSame() throws IOException {
    files.begin("a.yaml", map("a", "1"));
    files.write("b.yaml", map("b", "1") + "---\n" + map("c", "1"));
    files.settle();
    List<ConfigMap> before = files.objects();

    files.write("b.yaml", "# moves all lines\n" + map("b", "1") + "---\n" + map("c", "2"));
    files.settle();

    assertThat(files.values()).containsExactly("a=1", "b=1", "c=2");
    assertThat(files.objects().get(0)).isSameAs(before.get(0));
    assertThat(files.objects().get(1)).isSameAs(before.get(1));
  }

  @Test
  void theFirstOfTwoObjectsWithOneNameCounts() throws IOException {
    files.write("b.yaml", map("x", "b"));
    files.begin("a.yaml", map("z", "a") + "---\n" + map("x", "a"));

    assertThat(files.values()).containsExactly("z=a", "x=a");
    assertThat(files.problems())
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
    files.beginWith(early, late, early);
    files.settle();

    assertThat(files.values()).containsExactly("b=1", "a=1", "c=1", "d=1");
    assertThat(files.served().problems()).isEmpty();
  }

  @Test
  void onlyVisibleYamlAndJsonOfADirectoryIsRead() throws IOException {
    files.write(".hidden.yaml", map("a", "1"));
    files.write("notes.txt", map("b", "1"));
    files.write("c.yaml~", map("c", "1"));
    Files.createDirectory(dir.resolve("folder.yaml"));

    files.begin("d.yml", map("d", "1"));

    assertThat(files.values()).containsExactly("d=1");
    assertThat(files.served().problems()).isEmpty();
  }

  @Test
  void aNamedPathThatDoesNotExistIsAProblemUntilItDoes() throws IOException {
    Path late = dir.resolve("late.yaml");
    files.beginWith(late);
    assertThat(files.served().missing()).containsExactly(late);
    assertThat(files.problems()).containsExactly(late + ": does not exist");

    files.write("late.yaml", map("a", "1"));
    files.settle();

    assertThat(files.values()).containsExactly("a=1");
    assertThat(files.served().problems()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeKeepsItsObjects() throws IOException {
    files.begin("a.yaml", map("a", "1"));

    files.write("a.yaml", "#".repeat(ParsedFile.MAX_BYTES + 1));
    files.settle();

    assertThat(files.values()).containsExactly("a=1");
    assertThat(files.problems())
        .containsExactly(dir.resolve("a.yaml") + ": is 10485761 bytes (allowed: 10485760)");
  }

  private static int byIdentity(ConfigMap a, ConfigMap b) {
    return Integer.compare(System.identityHashCode(a), System.identityHashCode(b));
  }
}
