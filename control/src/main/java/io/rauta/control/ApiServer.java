package io.rauta.control;

/** What is known of the API server that the objects come from. */
public sealed interface ApiServer {

  /** There is none: the objects come from files. */
  record Absent() implements ApiServer {}

  /**
   * There is one.
   *
   * @param bundle the Gateway API resource definitions that are installed there
   * @param leads whether this process is the one replica that gives out addresses and writes
   */
  record Present(Bundle bundle, boolean leads) implements ApiServer {}

  /**
   * A release of the Gateway API resource definitions, as their annotations tell.
   *
   * @param version for example {@code v1.7.0}; empty if it is not told, or not all tell the same
   * @param channel {@code standard} or {@code experimental}; empty likewise
   */
  record Bundle(String version, String channel) {}

  /** Whether this process gives out addresses; where there is no API server nobody else could. */
  default boolean leads() {
    return switch (this) {
      case Absent() -> true;
      case Present present -> present.leads();
    };
  }
}
