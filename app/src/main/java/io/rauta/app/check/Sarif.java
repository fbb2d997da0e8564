package io.rauta.app.check;

import io.rauta.control.StatusReport.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as a log of static analysis (OASIS SARIF 2.1.0), as plain maps and lists. */
final class Sarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  /**
   * The log of one run.
   *
   * @param version of this program
   */
  static Map<String, Object> of(CheckReport report, String version) {
    List<String> codes = report.findings().stream().map(Found::code).distinct().sorted().toList();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "rauta");
    driver.put("version", version);
    driver.put("rules", codes.stream().map(Sarif::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("results", report.findings().stream().map(found -> result(found, codes)).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static Map<String, Object> rule(String code) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code);
    rule.put("shortDescription", Map.of("text", code.replace('-', ' ')));
    return rule;
  }

  private static Map<String, Object> result(Found found, List<String> codes) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", found.code());
    result.put("ruleIndex", codes.indexOf(found.code()));
    result.put("level", level(found.severity()));
    String subject = found.subject().isEmpty() ? "" : found.subject() + ": ";
    result.put("message", Map.of("text", subject + found.message()));
    result.put("locations", List.of(location(found)));
    return result;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  private static Map<String, Object> location(Found found) {
    Map<String, Object> location = new LinkedHashMap<>();
    found.file().ifPresent(file -> location.put("physicalLocation", physical(file, found.line())));
    if (!found.name().isEmpty()) {
      location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", found.subject())));
    }
    return location;
  }

  private static Map<String, Object> physical(String file, Optional<Integer> line) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(Path.of(file))));
    line.ifPresent(number -> physical.put("region", Map.of("startLine", number)));
    return physical;
  }

  private static String uri(Path path) {
    if (path.isAbsolute()) {
      return path.normalize().toUri().toString();
    }
    try {
      return new URI(null, null, path.normalize().toString(), null).toASCIIString();
    } catch (URISyntaxException e) {
      return path.toUri().toString();
    }
  }
}
