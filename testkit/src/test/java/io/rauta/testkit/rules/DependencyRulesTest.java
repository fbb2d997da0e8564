package io.rauta.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see whom: between modules, inside each of them, and of the libraries. */
final class DependencyRulesTest {

  private static final String PROXY = "io.rauta.proxy";

  @ParameterizedTest
  @ValueSource(strings = {"config", "sources", "proxy", "app"})
  void packagesOfAModuleHaveNoCycles(String module) {
    slices()
        .assignedFrom(new PackagesBelow(Modules.root(module)))
        .should()
        .beFreeOfCycles()
        .check(Modules.CLASSES);
  }

  /** The root of {@code control} and the steps that it calls share its values by design. */
  @Test
  void stepsOfControlHaveNoCycles() {
    slices().matching("io.rauta.control.(*)..").should().beFreeOfCycles().check(Modules.CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "config, ''",
    "control, config",
    "sources, config control",
    "proxy, config",
    "app, config control sources proxy",
  })
  void modulesSeeOnlyTheirOwn(String module, String seen) {
    String[] allowed =
        Stream.concat(Stream.of(module), words(seen))
            .map(name -> Modules.root(name) + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(Modules.root(module) + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.rauta..")).or(resideInAnyPackage(allowed)))
        .check(Modules.CLASSES);
  }

  /** The order inside the data plane; a package that is missing here fails the next test. */
  @ParameterizedTest
  @CsvSource({
    "loop, ''",
    "http, ''",
    "handover, ''",
    "observe, http",
    "http1.syntax, http",
    "http2.syntax, http",
    "socket, loop",
    "session, http loop observe",
    "tls, http loop observe",
    "http1, http http1.syntax session socket loop observe",
    "http2, http http2.syntax socket loop",
    "route, http",
    "filter, http",
    "cluster, http loop observe",
    "http2.server, http http2 http2.syntax session socket loop observe",
    "http2.client, http http2 http2.syntax socket loop observe",
    "pool, http http1 http2.client http2.syntax tls cluster loop observe",
    "grpc, http observe",
    "forward, http grpc route filter cluster pool loop observe",
    "listener, http http1 http2 http2.server tls session socket route forward handover loop"
        + " observe",
  })
  void packagesOfProxyKeepTheirOrder(String name, String seen) {
    String[] allowed =
        Stream.concat(Stream.of(name), words(seen))
            .map(part -> PROXY + "." + part)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(PROXY + "." + name)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(PROXY + "..")).or(resideInAnyPackage(allowed)))
        .check(Modules.CLASSES);
  }

  @Test
  void noPackageOfProxyIsWithoutAPlaceInTheOrder() {
    assertThat(Modules.CLASSES.getPackage(PROXY).getSubpackagesInTree())
        .extracting(part -> part.getName().substring(PROXY.length() + 1))
        .containsExactlyInAnyOrder(
            "loop",
            "http",
            "handover",
            "observe",
            "http1",
            "http1.syntax",
            "http2.syntax",
            "http2.client",
            "http2.server",
            "socket",
            "http2",
            "session",
            "tls",
            "route",
            "filter",
            "cluster",
            "pool",
            "grpc",
            "forward",
            "listener");
  }

  /** The certificate reader of the JDK takes a stream, which may be one of bytes in memory. */
  @Test
  void controlIsFreeOfClockAndChanceAndTheOutside() {
    noClasses()
        .that()
        .resideInAPackage("io.rauta.control..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.io",
                    "java.nio",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "java.net..",
                    "java.util.logging",
                    "org.slf4j..")
                .and(
                    not(
                        ofType(
                            java.io.ByteArrayInputStream.class,
                            java.io.Serializable.class,
                            java.net.InetAddress.class))))
        .orShould()
        .dependOnClassesThat(
            ofType(
                java.time.Clock.class,
                java.util.Random.class,
                java.util.UUID.class,
                java.util.Timer.class,
                java.util.concurrent.ThreadLocalRandom.class))
        .orShould()
        .accessTargetWhere(TimeAccess.READS_A_CLOCK)
        .orShould()
        .accessTargetWhere(TimeAccess.USES_CHANCE)
        .check(Modules.CLASSES);
  }

  @Test
  void kubernetesEndsAtTheControlSide() {
    noClasses()
        .that()
        .resideInAnyPackage("io.rauta.proxy..", "io.rauta.config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(Modules.CLASSES);
  }

  @Test
  void nettyEndsAtTheDataPlane() {
    noClasses()
        .that()
        .resideInAnyPackage("io.rauta.config..", "io.rauta.control..", "io.rauta.sources..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(Modules.CLASSES);
  }

  @Test
  void contractNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.rauta.config..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.rauta.config..", "java.lang..", "java.util..", "java.time", "org.jspecify..")
        .check(Modules.CLASSES);
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> ofType(Class<?>... types) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "are one of " + Arrays.toString(types),
        type -> Arrays.stream(types).anyMatch(type::isEquivalentTo));
  }

  /**
   * Each package below a root, and the root itself, as a slice.
   *
   * @param root name of a package
   */
  private record PackagesBelow(String root) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(root) || name.startsWith(root + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + root;
    }
  }
}
