package io.rauta.origins;

/**
 * What a {@link ScriptedOrigin} does on one connection. Runs on a thread of its own and may block.
 */
@FunctionalInterface
public interface Script {
  /** Plays the script; the connection is closed in an orderly way when it returns. */
  void play(OriginConnection connection) throws Exception;

  /** Answers every request on the connection with the same bytes until the client leaves. */
  static Script always(String response) {
    return connection -> {
      while (connection.readRequest().isPresent()) {
        connection.send(response);
      }
    };
  }

  /** Accepts, reads and never answers, until the client leaves. */
  static Script silent() {
    return OriginConnection::awaitEnd;
  }
}
