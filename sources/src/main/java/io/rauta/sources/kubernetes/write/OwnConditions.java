package io.rauta.sources.kubernetes.write;

import io.rauta.control.StatusReport.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of conditions that this controller answers for in one place, and how they are merged
 * with those of others: those stay as they are, ours are the ones that are said now.
 *
 * @param types of ours
 */
record OwnConditions(Set<String> types) {

  static final OwnConditions GATEWAY_CLASS =
      new OwnConditions(Set.of("Accepted", "SupportedVersion"));
  static final OwnConditions GATEWAY =
      new OwnConditions(
          Set.of("Accepted", "Programmed", "ResolvedRefs", "InsecureFrontendValidationMode"));
  static final OwnConditions LISTENER_SET =
      new OwnConditions(Set.of("Accepted", "Programmed", "ResolvedRefs"));
  static final OwnConditions LISTENER =
      new OwnConditions(
          Set.of("Accepted", "Programmed", "ResolvedRefs", "Conflicted", "OverlappingTLSConfig"));
  static final OwnConditions BACKEND = new OwnConditions(Set.of("Accepted"));

  /** The API allows no more in one place. */
  private static final int MOST = 8;

  private static final int LONGEST_MESSAGE = 32_768;

  /** All of an entry that is wholly ours: no other controller has a say in it. */
  static OwnConditions all(List<Map<String, Object>> present) {
    return new OwnConditions(
        present.stream()
            .map(condition -> Json.text(condition.get("type")))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Merges conditions.
   *
   * @param present those of an object, of anybody
   * @param said all of ours
   * @param generation that was observed, 0 where there is none
   * @param now the time of a change
   * @return the same list if nothing changes
   */
  List<Map<String, Object>> merge(
      List<Map<String, Object>> present, List<Condition> said, long generation, Instant now) {
    Map<String, Condition> left = new LinkedHashMap<>();
    said.forEach(condition -> left.put(condition.type(), condition));
    Set<String> seen = new LinkedHashSet<>();
    List<Map<String, Object>> merged = new ArrayList<>(present.size() + said.size());
    for (Map<String, Object> condition : present) {
      String type = Json.text(condition.get("type"));
      Condition ours = left.remove(type);
      if (ours != null && seen.add(type)) {
        merged.add(renewed(condition, ours, generation, now));
      } else if (!types.contains(type)) {
        merged.add(condition);
      }
    }
    for (Condition condition : left.values()) {
      if (merged.size() < MOST) {
        merged.add(renewed(Map.of(), condition, generation, now));
      }
    }
    return merged;
  }

  /** Whether one of the conditions is not ours. */
  boolean hasForeign(List<Map<String, Object>> present) {
    return present.stream()
        .anyMatch(condition -> !types.contains(Json.text(condition.get("type"))));
  }

  private static Map<String, Object> renewed(
      Map<String, Object> present, Condition said, long generation, Instant now) {
    String status = said.status().toString();
    boolean same = status.equals(present.get("status"));
    String since = Json.text(present.get("lastTransitionTime"));
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put(
        "lastTransitionTime",
        same && !since.isEmpty() ? since : now.truncatedTo(ChronoUnit.SECONDS).toString());
    String message = said.message();
    condition.put(
        "message",
        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    if (generation != 0) {
      condition.put("observedGeneration", Json.number(generation));
    }
    condition.put("reason", said.reason());
    condition.put("status", status);
    condition.put("type", said.type());
    return condition;
  }
}
