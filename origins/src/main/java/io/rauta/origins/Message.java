package io.rauta.origins;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One whole message: head, body and trailers as an independent strict parser understood them. */
public final class Message {
  private final MessageHead head;
  private final BodyFraming framing;
  private final byte[] body;
  private final List<Field> trailers;

  Message(MessageHead head, BodyFraming framing, byte[] body, List<Field> trailers) {
    this.head = head;
    this.framing = framing;
    this.body = body;
    this.trailers = List.copyOf(trailers);
  }

  /** A message that did not come as HTTP/1.1: its body has no framing of its own. */
  public static Message of(MessageHead head, byte[] body, List<Field> trailers) {
    return new Message(head, BodyFraming.NONE, body.clone(), trailers);
  }

  public MessageHead head() {
    return head;
  }

  public int status() {
    return head.status();
  }

  public Optional<String> value(String name) {
    return head.value(name);
  }

  public BodyFraming framing() {
    return framing;
  }

  /** The body without its framing. */
  public byte[] body() {
    return body.clone();
  }

  public String bodyText() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  public List<Field> trailers() {
    return trailers;
  }

  @Override
  public String toString() {
    return head.startLine()
        + " "
        + head.fields()
        + " "
        + framing
        + " body of "
        + body.length
        + " bytes "
        + trailers;
  }
}
