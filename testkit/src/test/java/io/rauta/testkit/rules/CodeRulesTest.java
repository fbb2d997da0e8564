package io.rauta.testkit.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.rauta.config.DataPlane;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a class may be, may be called and may do by itself. */
final class CodeRulesTest {

  private static final int CONSTRUCTOR_PARAMETERS = 7;

  @Test
  void contractHoldsOnlyValuesAndItsOneDoor() {
    assertThat(
            named(
                type ->
                    type.getPackageName().startsWith("io.rauta.config")
                        && !isWrittenByTheCompiler(type)
                        && !type.isRecord()
                        && !type.isEnum()
                        && !isSealedInterface(type)
                        && !type.isEquivalentTo(DataPlane.class)))
        .isEmpty();
  }

  @Test
  void namesSayWhatATypeIs() {
    assertThat(named(type -> type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl|Base)")))
        .isEmpty();
    assertThat(named(type -> type.getSimpleName().matches("(Base|Abstract)[A-Z].*"))).isEmpty();
    assertThat(named(type -> type.isInterface() && type.getSimpleName().matches("I[A-Z][a-z].*")))
        .isEmpty();
  }

  @Test
  void onlyNamedPlacesReadAClock() {
    Set<String> readers =
        Modules.CLASSES.stream()
            .filter(
                type ->
                    type.getAccessesFromSelf().stream()
                        .anyMatch(TimeAccess.READS_A_CLOCK.or(TimeAccess.SLEEPS)))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(readers).isEqualTo(Exceptions.CLOCK_READERS.keySet());
  }

  @Test
  void nobodySleeps() {
    noClasses().should().accessTargetWhere(TimeAccess.SLEEPS).check(Modules.CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        Modules.PRODUCT.stream()
            .map(module -> Modules.CLASSES.getPackage(Modules.root(module)))
            .flatMap(root -> Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream()))
            .filter(part -> !part.getClasses().isEmpty())
            .filter(part -> !part.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void constructorsAreShort() {
    List<String> tooLong =
        Modules.CLASSES.stream()
            .filter(type -> !type.isRecord() && !type.isEnum())
            .flatMap(type -> type.getConstructors().stream())
            .filter(
                constructor -> constructor.getRawParameterTypes().size() > CONSTRUCTOR_PARAMETERS)
            .map(JavaConstructor::getFullName)
            .toList();
    assertThat(tooLong).isEmpty();
  }

  private static List<String> named(Predicate<JavaClass> found) {
    return Modules.CLASSES.stream().filter(found).map(JavaClass::getName).sorted().toList();
  }

  private static boolean isWrittenByTheCompiler(JavaClass type) {
    return type.isAnonymousClass() || type.getSimpleName().equals("package-info");
  }

  private static boolean isSealedInterface(JavaClass type) {
    return type.isInterface() && type.reflect().isSealed();
  }
}
