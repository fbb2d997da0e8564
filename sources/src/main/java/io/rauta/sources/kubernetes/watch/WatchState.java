package io.rauta.sources.kubernetes.watch;

/**
 * How the watch of one kind is doing.
 *
 * @param kind which
 * @param phase where it stands
 * @param problem what keeps it from going on, for a person; empty if nothing does
 * @param objects how many are known
 * @param events that have arrived so far
 * @param lists that were asked for so far
 * @param connections that were made to watch, so far
 * @param lastEventNanos when the last one arrived, by the clock of the watches
 */
public record WatchState(
    String kind,
    Phase phase,
    String problem,
    int objects,
    long events,
    long lists,
    long connections,
    long lastEventNanos) {

  /** Where a watch stands. */
  public enum Phase {
    /** It has not seen all objects yet. */
    BEGINNING,
    /** It has seen all objects, and follows them or tries to. */
    SYNCED,
    /** The server does not know the kind. */
    UNKNOWN_KIND
  }

  /** Whether all is known that there is to know of the kind. */
  public boolean isComplete() {
    return phase != Phase.BEGINNING;
  }
}
