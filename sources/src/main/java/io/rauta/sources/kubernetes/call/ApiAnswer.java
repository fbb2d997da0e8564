package io.rauta.sources.kubernetes.call;

import java.util.Map;

/** What became of a request to an API server. */
public sealed interface ApiAnswer {

  /**
   * It was done.
   *
   * @param object what was answered, as values of JSON
   */
  record Done(Map<String, Object> object) implements ApiAnswer {}

  /** Somebody else was faster: the object has changed, or exists already. */
  record Conflict() implements ApiAnswer {}

  /** There is no such object, or its namespace is about to go. */
  record Absent() implements ApiAnswer {}

  /**
   * The API server understood, and does not do it.
   *
   * @param code the HTTP status, 4xx
   * @param message what it says
   */
  record Refused(int code, String message) implements ApiAnswer {}

  /**
   * Nobody knows whether it was done; the API server cannot answer now.
   *
   * @param why for a person
   */
  record Failed(String why) implements ApiAnswer {}
}
