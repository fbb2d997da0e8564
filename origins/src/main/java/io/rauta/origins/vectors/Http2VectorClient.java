package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import io.rauta.origins.Message;
import io.rauta.origins.MessageHead;
import io.rauta.origins.RawClient;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Hpack;
import io.rauta.origins.h2.Http2Wire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The client of one translated vector: sends its requests as streams of one connection, one after
 * the other, with prior knowledge, and judges what comes of each.
 *
 * <p>Owned by one thread; used once.
 */
final class Http2VectorClient {
  private static final int FRAME = 16_384;

  private final Target target;
  private final Translation.Streams streams;
  private final List<String> answers = new ArrayList<>();
  private boolean isGone;

  /** What came of one stream: its answer as far as it came, or how it ended. */
  private static final class Reply {
    private final List<List<Field>> lists = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String fault = "";

    private boolean hasHead() {
      return lists.stream().anyMatch(list -> status(list) >= 200);
    }

    private static int status(List<Field> list) {
      return list.stream()
          .filter(field -> field.name().equals(":status"))
          .mapToInt(field -> Integer.parseInt(field.value()))
          .findFirst()
          .orElse(0);
    }

    private Message message(List<Field> list) {
      List<Field> trailers = lists.getLast() == list ? List.of() : lists.getLast();
      List<Field> fields = list.stream().filter(field -> !field.name().startsWith(":")).toList();
      MessageHead head = new MessageHead("HTTP/2 " + status(list) + " ", fields);
      return Message.of(head, body.toByteArray(), status(list) < 200 ? List.of() : trailers);
    }

    private List<Message> messages() {
      return lists.stream().filter(list -> status(list) > 0).map(this::message).toList();
    }
  }

  Http2VectorClient(Target target, Translation.Streams streams) {
    this.target = target;
    this.streams = streams;
  }

  List<String> answers() {
    return answers;
  }

  /** How the connection ended. */
  String end() {
    return isGone ? "closed" : "kept";
  }

  /** Plays the client's part; {@code number} tells its last request from others. */
  void play(List<String> differences, int number) throws IOException {
    try (RawClient client = target.connect()) {
      Http2Wire wire =
          Http2Wire.connect(
              client, Frame.ENABLE_PUSH, 0, Frame.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE);
      wire.send(Frame.windowUpdate(0, Integer.MAX_VALUE - 65_535));
      List<Expectation> expected = streams.vector().promise().answers();
      int stream = 1;
      for (int i = 0; i < expected.size() && !isGone; i++, stream += 2) {
        Reply reply = exchange(wire, stream, streams.requests().get(i));
        judge(expected.get(i), reply, differences);
      }
      if (!isGone) {
        after(wire, stream, number, differences);
      }
    }
  }

  private void after(Http2Wire wire, int stream, int number, List<String> differences)
      throws IOException {
    String path = "/after-" + number;
    List<Field> fields =
        Http2Wire.fields(
            ":method", "GET", ":scheme", "http", ":authority", VectorOrigin.CANARY, ":path", path);
    Reply reply = exchange(wire, stream, new StreamRequest(fields, new byte[0], List.of()));
    boolean isGood =
        reply.fault.isEmpty() && reply.body.toString(StandardCharsets.ISO_8859_1).equals(path);
    if (!isGood) {
      differences.add("the next stream got %s %s".formatted(reply.fault, reply.lists));
    }
  }

  private Reply exchange(Http2Wire wire, int stream, StreamRequest request) throws IOException {
    Reply reply = new Reply();
    try {
      send(wire, stream, request);
      while (readInto(reply, wire, stream)) {}
    } catch (SocketTimeoutException e) {
      reply.fault = "silence";
    } catch (EOFException | SocketException e) {
      isGone = true;
      reply.fault = reply.fault.isEmpty() ? "end" : reply.fault;
    }
    return reply;
  }

  private static void send(Http2Wire wire, int stream, StreamRequest request) throws IOException {
    boolean hasBody = request.body().length > 0;
    boolean hasTrailers = !request.trailers().isEmpty();
    list(wire, stream, request.fields(), hasBody || hasTrailers ? 0 : Frame.END_STREAM);
    for (int at = 0; at < request.body().length; at += FRAME) {
      int end = Math.min(at + FRAME, request.body().length);
      int flags = end == request.body().length && !hasTrailers ? Frame.END_STREAM : 0;
      wire.send(Frame.data(stream, Arrays.copyOfRange(request.body(), at, end), flags));
    }
    if (hasTrailers) {
      list(wire, stream, request.trailers(), Frame.END_STREAM);
    }
  }

  /** A header list, in as many frames as it needs. */
  private static void list(Http2Wire wire, int stream, List<Field> fields, int flags)
      throws IOException {
    byte[] block = Hpack.encode(fields);
    for (int at = 0; at == 0 || at < block.length; at += FRAME) {
      int end = Math.min(at + FRAME, block.length);
      int more = end == block.length ? Frame.END_HEADERS : 0;
      int type = at == 0 ? Frame.HEADERS : Frame.CONTINUATION;
      byte[] part = Arrays.copyOfRange(block, at, end);
      wire.send(new Frame(type, (at == 0 ? flags : 0) | more, stream, part));
    }
  }

  /** Takes the next frame; answers whether the stream goes on. */
  private boolean readInto(Reply reply, Http2Wire wire, int stream) throws IOException {
    Frame frame = wire.read();
    wire.oblige(frame);
    if (frame.type() == Frame.GOAWAY && frame.number(4) != Frame.NO_ERROR) {
      isGone = true;
      reply.fault = "GOAWAY " + frame.number(4);
      return false;
    }
    if (frame.stream() != stream) {
      return true;
    }
    if (frame.type() == Frame.RST_STREAM) {
      reply.fault = "RST_STREAM " + frame.number(0);
      return false;
    }
    if (frame.type() == Frame.HEADERS) {
      reply.lists.add(wire.decode(frame));
    } else if (frame.type() == Frame.DATA) {
      reply.body.writeBytes(frame.payload());
    }
    return !(frame.type() <= Frame.HEADERS && frame.has(Frame.END_STREAM));
  }

  private void judge(Expectation expected, Reply reply, List<String> differences) {
    List<Message> messages = reply.messages();
    boolean isCut = !reply.fault.isEmpty() && reply.hasHead();
    messages.stream()
        .filter(message -> !isCut || message.status() < 200)
        .forEach(message -> answers.add(Integer.toString(message.status())));
    if (!reply.fault.isEmpty()) {
      answers.add(isCut ? "cut" : reply.fault);
    }
    boolean isReset = reply.fault.startsWith("RST_STREAM") || reply.fault.startsWith("GOAWAY");
    if (expected.isCut()) {
      boolean isReplaced = reply.hasHead() && messages.getLast().status() == 502;
      if (!isReset && !isReplaced) {
        differences.add("expected <%s>, saw %s".formatted(expected, answers));
      }
    } else if (expected.kind() == Expectation.Kind.REFUSE
        || expected.kind() == Expectation.Kind.BROKEN) {
      boolean isRefused = reply.hasHead() && messages.getLast().status() >= 400;
      if (!isRefused && !isReset) {
        differences.add("expected <%s>, saw %s".formatted(expected, answers));
      }
    } else if (!reply.hasHead() || !reply.fault.isEmpty()) {
      differences.add("expected <%s>, saw %s".formatted(expected, answers));
    } else {
      List<Message> interims = messages.subList(0, messages.size() - 1);
      AnswerCheck.compare(streams.vector(), expected, interims, messages.getLast(), differences);
    }
  }
}
