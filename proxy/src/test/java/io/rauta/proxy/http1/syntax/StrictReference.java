package io.rauta.proxy.http1.syntax;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second reader of requests, written from RFC 9112 and the threat table with strings and regular
 * expressions, to which the real one is compared. It wants all bytes at once and shares no code
 * with what it judges.
 */
final class StrictReference {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String QUOTED =
      "\"(?:[\\t !\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t \\x21-\\x7e\\x80-\\xff])*\"";
  private static final Pattern ILLEGAL =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\r(?!\\n)|(?<!\\r)\\n");
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e&&[^#\\\\]]+) HTTP/1\\.([01])");
  private static final Pattern FIELD =
      Pattern.compile("(" + TOKEN + "):[ \\t]*((?:.*[^ \\t])?)[ \\t]*", Pattern.DOTALL);
  private static final Pattern CHUNK_LINE =
      Pattern.compile(
          "([0-9A-Fa-f]{1,8})((?:;%s(?:=(?:%s|%s))?)*+)\\r\\n".formatted(TOKEN, TOKEN, QUOTED));
  private static final Set<String> ACTED_ON =
      Set.of(
          ("host content-length transfer-encoding connection keep-alive proxy-connection te trailer"
                  + " upgrade http2-settings expect content-type date forwarded x-forwarded-for"
                  + " x-forwarded-proto x-forwarded-host x-forwarded-port x-forwarded-prefix"
                  + " x-real-ip x-original-url x-rewrite-url x-http-method-override x-request-id"
                  + " sec-websocket-key sec-websocket-version sec-websocket-accept authorization"
                  + " cookie")
              .split(" ", -1));
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade",
          "http2-settings",
          "transfer-encoding",
          "expect");
  private static final Pattern PROTECTED =
      Pattern.compile(
          "(content|sec|x-b3|x-forwarded)-.+|traceparent|tracestate|baggage|b3|set-cookie");

  private final String text;
  private final List<Seen> seen = new ArrayList<>();
  private int at;

  private record Field(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    String line() {
      return name + ": " + value;
    }
  }

  private record Head(Seen seen, boolean close) {}

  private StrictReference(byte[] bytes) {
    text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static List<Seen> of(byte[] bytes) {
    return new StrictReference(bytes).read();
  }

  private List<Seen> read() {
    try {
      boolean goesOn = true;
      while (goesOn && at < text.length()) {
        goesOn = message();
      }
    } catch (StrictTarget.Refusal e) {
      seen.add(Seen.nothing(Seen.Kind.REFUSE, ""));
    }
    return seen;
  }

  private boolean message() {
    int start = text.startsWith("\r\n", at) ? at + 2 : at;
    StrictTarget.require(!text.startsWith("\r\n", start), "empty lines");
    int end = text.indexOf("\r\n\r\n", start);
    if (end < 0) {
      seen.add(Seen.nothing(Seen.Kind.MORE, ""));
      return false;
    }
    Head head = head(text.substring(start, end));
    at = end + 4;
    return body(head.seen()) && !head.close();
  }

  // ---- the head

  private static Head head(String head) {
    StrictTarget.require(!ILLEGAL.matcher(head).find(), "illegal byte");
    List<String> lines = List.of(head.split("\r\n", -1));
    Matcher line = REQUEST_LINE.matcher(lines.getFirst());
    StrictTarget.require(line.matches() && lines.getFirst().length() <= 8192, "request line");
    String method = line.group(1);
    StrictTarget.require(
        method.length() <= 32 && !Set.of("CONNECT", "TRACE").contains(method), "method");
    boolean is10 = line.group(3).equals("0");
    List<Field> fields = fields(lines.subList(1, lines.size()));
    fields.forEach(StrictReference::requireNoAlias);
    List<String> options = options(fields);
    String length = framing(fields, is10);
    List<String> flags = flags(is10, fields, options);
    boolean webSocket =
        method.equals("GET") && !is10 && length.equals("0") && options.contains("upgrade");
    addIf(webSocket && asksForWebSocket(fields), "websocket", flags);
    String authority = single(fields, "host");
    List<String> kept =
        fields.stream()
            .filter(field -> !HOP_BY_HOP.contains(lower(field.name())) && !isNamed(field, options))
            .map(Field::line)
            .toList();
    return new Head(
        new Seen(
            Seen.Kind.REQUEST,
            "",
            method,
            StrictTarget.host(authority),
            StrictTarget.target(method, line.group(2), authority),
            length,
            "",
            kept,
            List.of(),
            flags),
        flags.contains("close"));
  }

  private static List<String> flags(boolean is10, List<Field> fields, List<String> options) {
    List<String> flags = new ArrayList<>();
    addIf(options.contains("close") || (is10 && !options.contains("keep-alive")), "close", flags);
    addIf(!is10 && expects(fields), "continue", flags);
    boolean trailers =
        fields.stream().anyMatch(field -> field.is("te") && equal(field, "trailers"));
    addIf(trailers, "trailers", flags);
    return flags;
  }

  private static List<Field> fields(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    int section = 0;
    for (String line : lines) {
      Matcher field = FIELD.matcher(line);
      section += line.length() + 32;
      StrictTarget.require(field.matches() && line.length() <= 8192, "field");
      fields.add(new Field(field.group(1), field.group(2)));
    }
    StrictTarget.require(fields.size() <= 100 && section <= 32 * 1024, "section");
    return fields;
  }

  private static void requireNoAlias(Field field) {
    String name = lower(field.name());
    StrictTarget.require(
        name.indexOf('_') < 0 || !ACTED_ON.contains(name.replace('_', '-')), "underscore");
  }

  private static List<String> options(List<Field> fields) {
    List<String> options = new ArrayList<>();
    for (Field field : fields) {
      if (field.is("connection")) {
        Arrays.stream(field.value().split(",", -1))
            .map(option -> lower(option.replaceAll("^[ \\t]+|[ \\t]+$", "")))
            .filter(option -> !option.isEmpty())
            .forEach(options::add);
      }
    }
    StrictTarget.require(options.size() <= 16, "too many options");
    StrictTarget.require(options.stream().allMatch(option -> option.matches(TOKEN)), "option");
    return options;
  }

  private static boolean isNamed(Field field, List<String> options) {
    String name = lower(field.name());
    return options.contains(name) && !ACTED_ON.contains(name) && !PROTECTED.matcher(name).matches();
  }

  private static String framing(List<Field> fields, boolean is10) {
    List<Field> codings = all(fields, "transfer-encoding");
    List<Field> lengths = all(fields, "content-length");
    StrictTarget.require(codings.size() + lengths.size() <= 1, "framing said twice");
    if (!codings.isEmpty()) {
      StrictTarget.require(!is10 && equal(codings.getFirst(), "chunked"), "coding");
      return "chunked";
    }
    if (lengths.isEmpty()) {
      return "0";
    }
    String length = lengths.getFirst().value();
    StrictTarget.require(length.matches("0|[1-9][0-9]{0,18}"), "length");
    StrictTarget.require(new BigInteger(length).bitLength() < 64, "length");
    return length;
  }

  private static boolean expects(List<Field> fields) {
    List<Field> expectations = all(fields, "expect");
    StrictTarget.require(
        expectations.stream().allMatch(field -> equal(field, "100-continue")), "expectation");
    return !expectations.isEmpty();
  }

  private static boolean asksForWebSocket(List<Field> fields) {
    List<Field> keys = all(fields, "sec-websocket-key");
    List<Field> versions = all(fields, "sec-websocket-version");
    return all(fields, "upgrade").stream().anyMatch(field -> equal(field, "websocket"))
        && versions.size() == 1
        && versions.getFirst().value().equals("13")
        && keys.size() == 1
        && keys.getFirst().value().length() == 24;
  }

  // ---- the body

  private boolean body(Seen head) {
    if (!head.length().equals("chunked")) {
      BigInteger length = new BigInteger(head.length());
      BigInteger left = BigInteger.valueOf(text.length() - at);
      int size = length.min(left).intValueExact();
      String data = text.substring(at, at + size);
      at += size;
      boolean complete = length.compareTo(left) <= 0;
      return add(head, complete ? Seen.Kind.REQUEST : Seen.Kind.UNFINISHED, data, List.of());
    }
    StringBuilder data = new StringBuilder();
    int extensions = 0;
    while (true) {
      Matcher chunk = CHUNK_LINE.matcher(text).region(at, text.length());
      if (!chunk.lookingAt()) {
        return add(head, Seen.Kind.BROKEN, data.toString(), List.of());
      }
      extensions += chunk.group(2).length();
      long size = Long.parseLong(chunk.group(1), 16);
      at = chunk.end();
      if (extensions > 4096) {
        return add(head, Seen.Kind.BROKEN, data.toString(), List.of());
      }
      if (size == 0) {
        return trailers(head, data.toString());
      }
      if (size + 2 > text.length() - at || !text.startsWith("\r\n", at + (int) size)) {
        return add(head, Seen.Kind.BROKEN, data.toString(), List.of());
      }
      data.append(text, at, at + (int) size);
      at += (int) size + 2;
    }
  }

  private boolean trailers(Seen head, String data) {
    List<Field> trailers = List.of();
    if (!text.startsWith("\r\n", at)) {
      int end = text.indexOf("\r\n\r\n", at);
      if (end < 0 || ILLEGAL.matcher(text.substring(at, end)).find()) {
        return add(head, Seen.Kind.BROKEN, data, List.of());
      }
      try {
        trailers = fields(List.of(text.substring(at, end).split("\r\n", -1)));
      } catch (StrictTarget.Refusal e) {
        return add(head, Seen.Kind.BROKEN, data, List.of());
      }
      at = end + 2;
    }
    at += 2;
    List<Field> allowed =
        trailers.stream().filter(field -> isAllowedInTrailers(lower(field.name()))).toList();
    return add(head, Seen.Kind.REQUEST, data, allowed);
  }

  private static boolean isAllowedInTrailers(String name) {
    return !ACTED_ON.contains(name.replace('_', '-'))
        && !PROTECTED.matcher(name).matches()
        && !name.matches("(www|proxy)-authenticate|proxy-authorization")
        && !name.matches("(proxy-)?authentication-info");
  }

  private boolean add(Seen head, Seen.Kind kind, String data, List<Field> trailers) {
    seen.add(
        new Seen(
            kind,
            "",
            head.method(),
            head.host(),
            head.target(),
            head.length(),
            data,
            head.fields(),
            trailers.stream().map(Field::line).toList(),
            head.flags()));
    return kind == Seen.Kind.REQUEST;
  }

  // ---- small things

  private static List<Field> all(List<Field> fields, String name) {
    return fields.stream().filter(field -> field.is(name)).toList();
  }

  private static String single(List<Field> fields, String name) {
    List<Field> all = all(fields, name);
    StrictTarget.require(all.size() == 1, name);
    return all.getFirst().value();
  }

  private static boolean equal(Field field, String value) {
    return field.value().equalsIgnoreCase(value);
  }

  private static void addIf(boolean condition, String flag, List<String> flags) {
    if (condition) {
      flags.add(flag);
    }
  }

  private static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
