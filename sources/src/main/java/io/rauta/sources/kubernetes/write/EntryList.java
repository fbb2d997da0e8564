package io.rauta.sources.kubernetes.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A list in a status to which each controller adds entries under its own name. */
enum EntryList {
  PARENTS(StatusMerge.PARENTS, "parentRef", 32),
  ANCESTORS(StatusMerge.ANCESTORS, "ancestorRef", 16);

  private final String name;
  private final String reference;
  private final int most;

  EntryList(String name, String reference, int most) {
    this.name = name;
    this.reference = reference;
    this.most = most;
  }

  /** Whether some entry was made by another than {@code controllerName}. */
  boolean hasForeign(String controllerName, Map<String, Object> status) {
    return Json.objects(status.get(name)).stream()
        .anyMatch(entry -> !controllerName.equals(entry.get(StatusMerge.CONTROLLER_NAME)));
  }

  /**
   * Merges entries: those of others stay as and where they are, ours stay where they are as long as
   * they are said, new ones follow as far as the API has room.
   */
  List<Map<String, Object>> merge(
      StatusMerge merge, Map<String, Object> status, List<OwnEntry> said, long generation) {
    List<OwnEntry> left = new ArrayList<>(said);
    List<Map<String, Object>> merged = new ArrayList<>();
    for (Map<String, Object> entry : Json.objects(status.get(name))) {
      if (!merge.controllerName().equals(entry.get(StatusMerge.CONTROLLER_NAME))) {
        merged.add(entry);
        continue;
      }
      int place = place(left, Json.object(entry.get(reference)));
      if (place >= 0) {
        merged.add(entry(merge, entry, left.remove(place), generation));
      }
    }
    for (OwnEntry entry : left) {
      if (merged.size() < most) {
        merged.add(entry(merge, Map.of(), entry, generation));
      }
    }
    return merged;
  }

  private static int place(List<OwnEntry> said, Map<String, Object> reference) {
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i).reference().equals(reference)) {
        return i;
      }
    }
    return -1;
  }

  private Map<String, Object> entry(
      StatusMerge merge, Map<String, Object> present, OwnEntry said, long generation) {
    List<Map<String, Object>> before = Json.objects(present.get(StatusMerge.CONDITIONS));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(
        StatusMerge.CONDITIONS,
        OwnConditions.all(before).merge(before, said.conditions(), generation, merge.now()));
    entry.put(StatusMerge.CONTROLLER_NAME, merge.controllerName());
    entry.put(reference, said.reference());
    return entry;
  }
}
