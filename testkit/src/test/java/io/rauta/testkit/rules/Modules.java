package io.rauta.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes and source files that the rules are about. */
final class Modules {

  /** The modules that make up the product. */
  static final List<String> PRODUCT = List.of("config", "control", "sources", "proxy", "app");

  /** The main classes of the product, read once. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PRODUCT.stream().map(Modules::root).toArray(String[]::new));

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private Modules() {}

  /** The name of a module's root package. */
  static String root(String module) {
    return "io.rauta." + module;
  }

  /** Every Java file of the project, tests included, relative to its folder. */
  static List<Path> javaFiles() {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(PROJECT::relativize)
          .filter(file -> !file.toString().contains("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a file is that {@link #javaFiles} named. */
  static Path file(Path relative) {
    return PROJECT.resolve(relative);
  }

  /** The number of lines of a file that {@link #javaFiles} named. */
  static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file(file))) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
