package io.rauta.app.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that can be read from the admin endpoint.
 *
 * @param path for example {@code /ready}
 * @param readers who may read it
 * @param sentence what it shows
 * @param render makes the answer; called on a thread of its own for each request, may block
 */
public record Page(
    String path, Readers readers, String sentence, Function<Request, Answer> render) {

  /**
   * What is asked.
   *
   * @param accept the value of the Accept field; empty where there is none
   * @param parameters the values of the query's parameters, decoded
   */
  public record Request(String accept, Map<String, List<String>> parameters) {

    /** All values of a parameter, in order. */
    public List<String> values(String name) {
      return parameters.getOrDefault(name, List.of());
    }

    /** The first value of a parameter. */
    public Optional<String> value(String name) {
      return values(name).stream().findFirst();
    }
  }

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

    private static final String TEXT = "text/plain; charset=utf-8";

    /** Plain text, which ends with a line end. */
    public static Answer text(String text) {
      return new Answer(200, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A line of plain text. */
    public static Answer line(int status, String text) {
      return new Answer(status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON document. */
    public static Answer json(String document) {
      return new Answer(
          200, "application/json", (document + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
