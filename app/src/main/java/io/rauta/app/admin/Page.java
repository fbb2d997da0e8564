package io.rauta.app.admin;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Something that can be read from the admin endpoint.
 *
 * @param path for example {@code /ready}
 * @param readers who may read it
 * @param sentence what it shows
 * @param render makes the answer from the value of the Accept field, which may be empty; called on
 *     a thread of its own for each request, may block
 */
public record Page(String path, Readers readers, String sentence, Function<String, Answer> render) {

  /** Who may read a page. */
  public enum Readers {
    /** Whoever reaches the port. */
    ALL,
    /** Clients on this machine. */
    LOOPBACK
  }

  /**
   * What is answered.
   *
   * @param status an HTTP status code
   * @param contentType with its parameters
   * @param body all of it
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, straight to the socket
  public record Answer(int status, String contentType, byte[] body) {

    /** A line of plain text. */
    public static Answer line(int status, String text) {
      return new Answer(
          status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON document. */
    public static Answer json(String document) {
      return new Answer(
          200, "application/json", (document + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
