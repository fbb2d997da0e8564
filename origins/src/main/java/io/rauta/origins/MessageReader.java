package io.rauta.origins;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.x messages from a blocking stream and refuses every form that is not strictly
 * well-formed (RFC 9112): the judge of what a gateway wrote. Owned by one thread.
 */
public final class MessageReader {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [\\x21-\\x7e]+ HTTP/1\\.[01]");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] [1-5][0-9][0-9] [\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,15}(;.*)?");

  private final InputStream in;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[16 * 1024];
  private int next;
  private int end;

  public MessageReader(InputStream in) {
    this.in = in;
  }

  /** Reads a request head; empty when the stream ends before its first byte. */
  public Optional<MessageHead> readRequestHead() throws IOException {
    Optional<MessageHead> head = readHead(REQUEST_LINE);
    if (head.isPresent()) {
      requestFraming(head.get());
    }
    return head;
  }

  /** Reads a whole request; empty when the stream ends before its first byte. */
  public Optional<Message> readRequest() throws IOException {
    Optional<MessageHead> head = readRequestHead();
    return head.isEmpty() ? Optional.empty() : Optional.of(readRequestBody(head.get()));
  }

  /** Reads the body of a request whose head was read by {@link #readRequestHead}. */
  public Message readRequestBody(MessageHead head) throws IOException {
    return readBody(head, requestFraming(head));
  }

  /** Reads a response head; empty when the stream ends before its first byte. */
  public Optional<MessageHead> readResponseHead() throws IOException {
    return readHead(STATUS_LINE);
  }

  /**
   * Reads one response to a request of the given method, interim ones included; EOF before it is an
   * error.
   */
  public Message readResponse(String requestMethod) throws IOException {
    MessageHead head =
        readResponseHead()
            .orElseThrow(() -> new EOFException("connection closed before a response"));
    return readBody(head, responseFraming(head, requestMethod));
  }

  /** Reads exactly so many bytes, past any framing. */
  public byte[] readExactly(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) required();
    }
    return bytes;
  }

  /** The next byte, or -1 at the end of the stream. */
  public int read() throws IOException {
    if (next == end) {
      int count = in.read(buffer);
      if (count < 0) {
        return -1;
      }
      raw.write(buffer, 0, count);
      next = 0;
      end = count;
    }
    return buffer[next++] & 0xff;
  }

  /** Every byte received so far, also those not parsed yet. */
  public byte[] received() {
    return raw.toByteArray();
  }

  private Optional<MessageHead> readHead(Pattern startLine) throws IOException {
    int first = read();
    if (first < 0) {
      return Optional.empty();
    }
    next--;
    String start = readLine();
    if (!startLine.matcher(start).matches()) {
      throw new MalformedMessageException("start line <" + start + ">");
    }
    return Optional.of(new MessageHead(start, readFields()));
  }

  private List<Field> readFields() throws IOException {
    List<Field> fields = new ArrayList<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon < 0 || !FIELD_NAME.matcher(line.substring(0, colon)).matches()) {
        throw new MalformedMessageException("field line <" + line + ">");
      }
      String value = line.substring(colon + 1);
      if (!FIELD_VALUE.matcher(value).matches()) {
        throw new MalformedMessageException("value of <" + line + ">");
      }
      fields.add(new Field(line.substring(0, colon), value.strip()));
    }
    return fields;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = required();
      if (b == '\n') {
        throw new MalformedMessageException(
            "bare LF after <" + line.toString(StandardCharsets.ISO_8859_1) + ">");
      }
      if (b == '\r') {
        if (required() != '\n') {
          throw new MalformedMessageException(
              "bare CR after <" + line.toString(StandardCharsets.ISO_8859_1) + ">");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      line.write(b);
    }
  }

  private int required() throws IOException {
    int b = read();
    if (b < 0) {
      throw new EOFException("connection closed inside a message");
    }
    return b;
  }

  private static BodyFraming requestFraming(MessageHead head) throws MalformedMessageException {
    BodyFraming framing = declaredFraming(head);
    return framing == BodyFraming.UNTIL_CLOSE ? BodyFraming.NONE : framing;
  }

  private static BodyFraming responseFraming(MessageHead head, String requestMethod)
      throws MalformedMessageException {
    BodyFraming declared = declaredFraming(head);
    int status = head.status();
    if (status < 200 || status == 204) {
      if (declared != BodyFraming.UNTIL_CLOSE) {
        throw new MalformedMessageException("framing field in a " + status);
      }
      return BodyFraming.NONE;
    }
    return requestMethod.equals("HEAD") || status == 304 ? BodyFraming.NONE : declared;
  }

  private static BodyFraming declaredFraming(MessageHead head) throws MalformedMessageException {
    List<String> counts = head.values("content-length");
    List<String> codings = head.values("transfer-encoding");
    if (counts.size() + codings.size() > 1) {
      throw new MalformedMessageException(
          "Content-Length " + counts + " and Transfer-Encoding " + codings);
    }
    if (!codings.isEmpty()) {
      if (!codings.getFirst().equalsIgnoreCase("chunked") || head.version().equals("HTTP/1.0")) {
        throw new MalformedMessageException(
            "Transfer-Encoding " + codings + " in " + head.version());
      }
      return BodyFraming.CHUNKED;
    }
    if (counts.isEmpty()) {
      return BodyFraming.UNTIL_CLOSE;
    }
    if (!COUNT.matcher(counts.getFirst()).matches()) {
      throw new MalformedMessageException("Content-Length <" + counts.getFirst() + ">");
    }
    return BodyFraming.COUNTED;
  }

  private Message readBody(MessageHead head, BodyFraming framing) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<Field> trailers = List.of();
    switch (framing) {
      case NONE -> {}
      case COUNTED -> copy(Long.parseLong(head.value("content-length").orElseThrow()), body);
      case CHUNKED -> trailers = readChunks(body);
      case UNTIL_CLOSE -> {
        for (int b = read(); b >= 0; b = read()) {
          body.write(b);
        }
      }
    }
    return new Message(head, framing, body.toByteArray(), trailers);
  }

  private List<Field> readChunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String line = readLine();
      if (!CHUNK_SIZE.matcher(line).matches()) {
        throw new MalformedMessageException("chunk size <" + line + ">");
      }
      long size = Long.parseLong(line.split(";", 2)[0], 16);
      if (size == 0) {
        return readFields();
      }
      copy(size, body);
      if (!readLine().isEmpty()) {
        throw new MalformedMessageException("chunk data not followed by CRLF");
      }
    }
  }

  private void copy(long count, ByteArrayOutputStream to) throws IOException {
    for (long i = 0; i < count; i++) {
      to.write(required());
    }
  }
}
