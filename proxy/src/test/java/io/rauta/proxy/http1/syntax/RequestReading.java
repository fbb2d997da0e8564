package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client connection as far as reading goes: takes bytes in pieces, reads request after request
 * and keeps what it saw. Ends as a connection does, at the first fault or after a request that
 * closes.
 */
final class RequestReading {

  private final HttpSettings settings;
  private final RequestHead head = new RequestHead();
  private final RequestLine line = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader headReader;
  private final BodyReader bodyReader;
  private final StringBuilder data = new StringBuilder();
  private final List<Seen> seen = new ArrayList<>();
  private boolean inBody;
  private boolean ended;

  RequestReading(HttpSettings settings) {
    this.settings = settings;
    HeadLimits limits = HeadLimits.of(settings.limits());
    this.headReader = new HeadReader(head.headers(), line, limits);
    this.bodyReader = new BodyReader(limits);
    headReader.reset();
  }

  /** What comes of {@code bytes} when they arrive in pieces that end at {@code cuts}. */
  static List<Seen> of(byte[] bytes, int... cuts) {
    RequestReading reading = new RequestReading(HttpSettings.DEFAULT);
    int from = 0;
    for (int cut : cuts) {
      reading.take(bytes, from, cut);
      from = cut;
    }
    reading.take(bytes, from, bytes.length);
    return reading.end();
  }

  /** What comes of {@code bytes} when they arrive one by one. */
  static List<Seen> bytewise(byte[] bytes) {
    RequestReading reading = new RequestReading(HttpSettings.DEFAULT);
    for (int at = 0; at < bytes.length; at++) {
      reading.take(bytes, at, at + 1);
    }
    return reading.end();
  }

  private void take(byte[] bytes, int from, int to) {
    ByteBuf in = Unpooled.wrappedBuffer(bytes, from, to - from);
    while (in.isReadable() && !ended) {
      if (inBody) {
        body(bodyReader.read(in, this::onData));
      } else {
        head(headReader.read(in));
      }
    }
    in.release();
  }

  private void onData(ByteBuf part) {
    data.append(part.toString(StandardCharsets.ISO_8859_1));
    part.release();
  }

  private void head(Progress progress) {
    switch (progress) {
      case MORE -> {}
      case REFUSED -> refuse(headReader.failure());
      case COMPLETE -> {
        LocalReply refused = rules.judge(line, settings);
        if (refused != null) {
          refuse(refused);
        } else if (head.bodyLength() == 0) {
          request();
        } else {
          expectBody();
        }
      }
    }
  }

  private void expectBody() {
    inBody = true;
    if (head.bodyLength() == RequestHead.CHUNKED) {
      bodyReader.expectChunks();
    } else {
      bodyReader.expectLength(head.bodyLength());
    }
  }

  private void body(Progress progress) {
    switch (progress) {
      case MORE -> {}
      case COMPLETE -> request();
      case REFUSED -> {
        seen.add(seen(Seen.Kind.BROKEN));
        ended = true;
      }
    }
  }

  private void request() {
    seen.add(seen(Seen.Kind.REQUEST));
    ended = !rules.isKeptAlive();
    inBody = false;
    data.setLength(0);
    headReader.reset();
  }

  private void refuse(LocalReply cause) {
    seen.add(Seen.nothing(Seen.Kind.REFUSE, cause.cause()));
    ended = true;
  }

  private List<Seen> end() {
    if (!ended && inBody) {
      seen.add(seen(Seen.Kind.UNFINISHED));
    } else if (!ended && headReader.hasBegun()) {
      seen.add(Seen.nothing(Seen.Kind.MORE, ""));
    }
    return seen;
  }

  private Seen seen(Seen.Kind kind) {
    boolean complete = kind == Seen.Kind.REQUEST;
    return new Seen(
        kind,
        "",
        head.method(),
        text(head.host(), head.hostStart(), head.hostEnd()),
        text(head.target(), head.pathStart(), head.targetEnd()),
        head.bodyLength() == RequestHead.CHUNKED ? "chunked" : Long.toString(head.bodyLength()),
        data.toString(),
        fields(head.headers()),
        complete && inBody ? fields(bodyReader.trailers()) : List.of(),
        flags());
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (!rules.isKeptAlive()) {
      flags.add("close");
    }
    if (head.isContinueExpected()) {
      flags.add("continue");
    }
    if (head.areTrailersAccepted()) {
      flags.add("trailers");
    }
    if (head.isWebSocket()) {
      flags.add("websocket");
    }
    return flags;
  }

  private static List<String> fields(@Nullable HeaderBlock block) {
    if (block == null) {
      return List.of();
    }
    ByteBuf out = Unpooled.buffer(0, block.maxWritten());
    block.writeTo(out);
    List<String> fields =
        List.of(out.toString(StandardCharsets.ISO_8859_1).split("\r\n", 0)).stream()
            .filter(field -> !field.isEmpty())
            .toList();
    out.release();
    return fields;
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
