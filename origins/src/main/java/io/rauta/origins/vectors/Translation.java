package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import io.rauta.origins.vectors.Http1Text.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A vector of HTTP/1.1 over HTTP/2: its requests as streams, one after the other, and what has to
 * come of them. The backend speaks HTTP/1.1 as before, so that what it sees stays comparable.
 */
public sealed interface Translation {

  /** Has no counterpart in HTTP/2. */
  record Meaningless(String why) implements Translation {}

  /**
   * Can be played.
   *
   * @param vector with the promise that fits HTTP/2; its steps are those of the original
   */
  record Streams(Vector vector, List<StreamRequest> requests) implements Translation {
    public Streams {
      requests = List.copyOf(requests);
    }
  }

  /** Fields that HTTP/2 forbids (RFC 9113 section 8.2.2): a request that has one is malformed. */
  Set<String> CONNECTION_SPECIFIC =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  /** Translates a vector. */
  static Translation of(Vector vector) {
    if (vector.setup().listener() == Setup.Listener.ADMIN) {
      return new Meaningless("the admin endpoint speaks HTTP/1.1");
    }
    if (vector.id().startsWith("limit-")) {
      return new Meaningless("limits are counted by version");
    }
    if (!vector.client().stream().allMatch(Step.Send.class::isInstance)) {
      return new Meaningless("about time or the end of the connection");
    }
    List<StreamRequest> requests = new ArrayList<>();
    List<Expectation> expected = new ArrayList<>();
    byte[] bytes = vector.bytes();
    int at = 0;
    for (Expectation expectation : vector.promise().answers()) {
      Optional<Request> parsed = Http1Text.request(bytes, at);
      Optional<String> obstacle =
          parsed.map(request -> obstacle(request, expectation)).orElse(Optional.of("syntax"));
      if (obstacle.isPresent() || parsed.isEmpty()) {
        return new Meaningless(obstacle.orElse("syntax"));
      }
      requests.add(stream(parsed.get()));
      expected.add(expectation(parsed.get(), expectation));
      at = parsed.get().end();
      if (expected.getLast().kind() == Expectation.Kind.REFUSE) {
        break;
      }
    }
    boolean hasMore = at < bytes.length && !expected.getLast().isRefusal();
    return hasMore
        ? new Meaningless("bytes behind the last request")
        : new Streams(withPromise(vector, expected), requests);
  }

  private static Optional<String> obstacle(Request request, Expectation expectation) {
    boolean isRefused = expectation.isRefusal() || expectation.isSilent();
    boolean isCoded = !request.values("transfer-encoding").isEmpty();
    List<String> hosts = request.values("host");
    if (request.version().equals("HTTP/1.0")) {
      return Optional.of("HTTP/1.0");
    } else if (!request.version().equals("HTTP/1.1")) {
      return Optional.of("version");
    } else if (request.target().contains("://") || request.method().equals("CONNECT")) {
      return Optional.of("form of the target");
    } else if (hosts.size() > 1 && hosts.getFirst().equals(hosts.getLast())) {
      return Optional.of("Host twice");
    } else if (isRefused && isCoded) {
      return Optional.of("transfer coding");
    } else if (!request.values("upgrade").isEmpty()) {
      return Optional.of("upgrade");
    } else if (expectation.kind() == Expectation.Kind.UNFINISHED
        || expectation.kind() == Expectation.Kind.MORE) {
      return Optional.of("unfinished");
    }
    return Optional.empty();
  }

  private static StreamRequest stream(Request request) {
    List<Field> fields = new ArrayList<>();
    List<String> hosts = request.values("host");
    fields.add(new Field(":method", request.method()));
    fields.add(new Field(":scheme", "http"));
    if (!hosts.isEmpty()) {
      fields.add(new Field(":authority", hosts.getFirst()));
    }
    fields.add(new Field(":path", request.target()));
    boolean isFirstHost = true;
    for (Field field : request.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean isAuthority = name.equals("host") && isFirstHost;
      isFirstHost &= !name.equals("host");
      if (!isAuthority && !isFraming(name)) {
        fields.add(new Field(name, field.value()));
      }
    }
    return new StreamRequest(fields, request.body(), lowerCase(request.trailers()));
  }

  /** A good chunked body becomes DATA. */
  private static boolean isFraming(String name) {
    return name.equalsIgnoreCase("transfer-encoding");
  }

  private static List<Field> lowerCase(List<Field> fields) {
    return fields.stream()
        .map(field -> new Field(field.name().toLowerCase(Locale.ROOT), field.value()))
        .toList();
  }

  private static Expectation expectation(Request request, Expectation expectation) {
    boolean isMalformed =
        request.fields().stream().anyMatch(Translation::isForbidden)
            || request.trailers().stream().anyMatch(Translation::isForbiddenTrailer)
            || isShort(request);
    return isMalformed ? new Expectation("refuse bad_request") : inHttp2(expectation);
  }

  private static boolean isForbidden(Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    boolean isBadTe = name.equals("te") && !field.value().equalsIgnoreCase("trailers");
    return (CONNECTION_SPECIFIC.contains(name) && !isFraming(name)) || isBadTe;
  }

  private static boolean isForbiddenTrailer(Field field) {
    return CONNECTION_SPECIFIC.contains(field.name().toLowerCase(Locale.ROOT));
  }

  /** Whether the stream ends before its length (RFC 9113 section 8.1.1). */
  private static boolean isShort(Request request) {
    return request.values("content-length").stream()
        .anyMatch(length -> !length.equals(Integer.toString(request.body().length)));
  }

  /**
   * The same without the names of fields, whose case and place change on the way, and without what
   * is said of the connection.
   */
  private static Expectation inHttp2(Expectation expectation) {
    return new Expectation(lineInHttp2(expectation.text()));
  }

  private static String lineInHttp2(String line) {
    String rest =
        line.replaceAll(" names=\\S*", "")
            .replaceAll("Connection:close\\||\\|Connection:close| has=Connection:close", "");
    return Expectation.property(rest, "trailers")
        .map(names -> rest.replace("=" + names, "=" + names.toLowerCase(Locale.ROOT)))
        .orElse(rest);
  }

  private static Vector withPromise(Vector vector, List<Expectation> expected) {
    Promise before = vector.promise();
    Optional<List<String>> upstream =
        before.upstream().map(lines -> lines.stream().map(Translation::lineInHttp2).toList());
    boolean isOther = !expected.getLast().kind().equals(before.answers().getLast().kind());
    return new Vector(
        vector.id(),
        vector.source(),
        vector.setup(),
        vector.client(),
        vector.backend(),
        new Promise(
            expected,
            isOther ? Optional.of(List.of()) : upstream,
            Optional.empty(),
            Optional.empty(),
            isOther ? Optional.empty() : before.backend(),
            List.of()));
  }
}
