package io.rauta.sources.kubernetes.write;

import java.util.Map;

/**
 * What is wanted of the status of one object.
 *
 * @param generation of the object that was looked at; 0 if any will do
 * @param edit makes it
 */
record Wish(long generation, Edit edit) {

  /** Makes a status from one. */
  interface Edit {

    /** Those fields of the status that we answer for, as they have to be. */
    Map<String, Object> apply(StatusMerge merge, Map<String, Object> status);
  }
}
