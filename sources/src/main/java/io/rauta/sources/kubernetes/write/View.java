package io.rauta.sources.kubernetes.write;

import java.util.Map;

/**
 * One version of an object.
 *
 * @param object as values of JSON: its metadata and its status at least
 * @param exact whether it is what the API server said; else it went through classes that leave out
 *     what is empty
 */
record View(Map<String, Object> object, boolean exact) {

  Map<String, Object> metadata() {
    return Json.object(object.get("metadata"));
  }

  Map<String, Object> status() {
    return Json.object(object.get("status"));
  }

  String uid() {
    return Json.text(metadata().get("uid"));
  }

  String resourceVersion() {
    return Json.text(metadata().get("resourceVersion"));
  }

  /** Its generation, 0 where it has none. */
  long generation() {
    return metadata().get("generation") instanceof Number number ? number.longValue() : 0;
  }

  /** Whether it is at least as new as another version of the same name. */
  boolean isAsNewAs(View other) {
    String mine = resourceVersion();
    String theirs = other.resourceVersion();
    return mine.length() == theirs.length()
        ? mine.compareTo(theirs) >= 0
        : mine.length() > theirs.length();
  }
}
