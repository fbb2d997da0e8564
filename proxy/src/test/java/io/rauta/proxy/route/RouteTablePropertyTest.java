package io.rauta.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RequestMatch;
import io.rauta.config.route.RequestMatch.HeaderMatch;
import io.rauta.config.route.RequestMatch.QueryMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.RequestHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares the table with a reference that follows the rules word by word, on random tables and
 * requests. Names are few, so that most requests match something and many hashes are equal.
 */
final class RouteTablePropertyTest {

  private static final int TABLES = 4_000;
  private static final int REQUESTS = 40;

  private static final String[] LABELS = {"aa", "bb", "com"};
  private static final String[] ELEMENTS = {"Aa", "BB", "a", "b", ""};
  private static final String[] PATTERNS = {"/.*", "/a.*", ".*/b", "/Aa|/BB", "/[^/]*"};
  private static final String[] CALLS = {"Aa", "BB", "a"};
  private static final String[] NAME_PATTERNS = {".*", "[aA].*", "^BB$", "b|BB"};
  private static final String[] TYPES = {
    "application/grpc", "application/grpc+proto", "application/grpc;v=1", "application/grpc-web"
  };
  private static final String[] METHODS = {"GET", "POST"};
  private static final String[] NAMES = {"x", "x-request-id", "cookie"};
  private static final String[] VALUES = {"1", "2", "1,2", "", "a b"};

  private final SplittableRandom random = new SplittableRandom(20_251_122);

  @Test
  void agreesWithTheReference() {
    int served = 0;
    RouteTable<String> previous = null;
    for (int i = 0; i < TABLES; i++) {
      List<HostScope> scopes = scopes();
      RouteTable<String> table = RouteTable.compile(scopes, rule -> rule.id().toString(), previous);
      for (int j = 0; j < REQUESTS; j++) {
        Request request = request();
        String expected = reference(scopes, request);
        served += expected == null ? 0 : 1;
        RequestHead head =
            Requests.request(
                request.method,
                request.host,
                request.path + request.query,
                request.fields.toArray(String[]::new));
        String found = table.find(head);
        String told = table.trace(head).winner().map(rule -> rule.id().toString()).orElse(null);
        if (!Objects.equals(found, expected) || !Objects.equals(told, expected)) {
          assertThat(found).as("%s in %s", request, scopes).isEqualTo(expected);
          assertThat(told).as("told of %s in %s", request, scopes).isEqualTo(expected);
        }
      }
      previous = table;
    }
    assertThat(served).isBetween(TABLES * REQUESTS / 10, TABLES * REQUESTS * 9 / 10);
  }

  // ---- The reference

  private static @Nullable String reference(List<HostScope> scopes, Request request) {
    return scopes.stream()
        .filter(scope -> matches(scope.hostname(), request.host))
        .max(Comparator.comparingInt(scope -> specificity(scope.hostname())))
        .flatMap(
            scope ->
                scope.virtualHosts().stream()
                    .filter(host -> matches(host.hostname(), request.host))
                    .flatMap(host -> host.rules().stream())
                    .filter(rule -> accepts(rule.match(), request))
                    .findFirst())
        .map(rule -> rule.id().toString())
        .orElse(null);
  }

  private static int specificity(HostPattern pattern) {
    return switch (pattern) {
      case HostPattern.Exact _ -> Integer.MAX_VALUE;
      case HostPattern.Below(String suffix) -> suffix.length();
      case HostPattern.Any() -> 0;
    };
  }

  private static boolean matches(HostPattern pattern, String anyCase) {
    String host = anyCase.toLowerCase(Locale.ROOT);
    return switch (pattern) {
      case HostPattern.Exact(String name) -> host.equals(name);
      case HostPattern.Below(String suffix) ->
          host.length() > suffix.length() && host.endsWith(suffix);
      case HostPattern.Any() -> true;
    };
  }

  private static boolean accepts(RequestMatch match, Request request) {
    String path = request.path;
    boolean onPath =
        switch (match.path()) {
          case PathMatch.Exact(String wanted) -> path.equals(wanted);
          case PathMatch.Prefix(String wanted) ->
              wanted.equals("/") || path.equals(wanted) || path.startsWith(wanted + "/");
          case PathMatch.Regex(String pattern) -> Pattern.matches(pattern, path);
          case PathMatch.Call call -> isCall(request) && accepts(call, path);
        };
    return onPath
        && match.method().map(request.method::equals).orElse(true)
        && match.headers().stream().allMatch(header -> accepts(header, request))
        && match.query().stream().allMatch(query -> accepts(query, request));
  }

  private static boolean isCall(Request request) {
    return request.method.equals("POST")
        && accepts(
            new HeaderMatch("content-type", new ValueMatch.Regex("application/grpc([+;].*)?")),
            request);
  }

  private static boolean accepts(PathMatch.Call call, String path) {
    int slash = path.indexOf('/', 1);
    String service = slash < 0 ? path.substring(1) : path.substring(1, slash);
    boolean isNamed = slash > 0 || isByName(call);
    return isNamed
        && call.service().map(name -> accepts(name, service)).orElse(true)
        && call.method().map(name -> accepts(name, path.substring(slash + 1))).orElse(true);
  }

  /** Whether nothing is asked of the method, so that there need not be any. */
  private static boolean isByName(PathMatch.Call call) {
    return call.method().isEmpty()
        && call.service().map(name -> name instanceof ValueMatch.Exact).orElse(true);
  }

  private static boolean accepts(HeaderMatch match, Request request) {
    List<String> values =
        IntStream.iterate(0, i -> i < request.fields.size(), i -> i + 2)
            .filter(i -> request.fields.get(i).equalsIgnoreCase(match.name()))
            .mapToObj(i -> request.fields.get(i + 1))
            .toList();
    return !values.isEmpty() && accepts(match.value(), String.join(",", values));
  }

  private static boolean accepts(QueryMatch match, Request request) {
    return Arrays.stream(request.query.replaceFirst("^\\?", "").split("&", -1))
        .filter(part -> part.equals(match.name()) || part.startsWith(match.name() + "="))
        .findFirst()
        .map(part -> part.substring(Math.min(part.length(), match.name().length() + 1)))
        .map(value -> value.replace("%20", " "))
        .filter(value -> accepts(match.value(), value))
        .isPresent();
  }

  private static boolean accepts(ValueMatch match, String value) {
    return switch (match) {
      case ValueMatch.Exact(String wanted) -> value.equals(wanted);
      case ValueMatch.Regex(String pattern) -> Pattern.matches(pattern, value);
    };
  }

  // ---- Random tables and requests

  private List<HostScope> scopes() {
    List<HostPattern> names = distinctPatterns(5);
    return names.stream()
        .map(name -> new HostScope("listener", name, new Security.Cleartext(), virtualHosts()))
        .toList();
  }

  private List<VirtualHost> virtualHosts() {
    List<HostPattern> names = distinctPatterns(6);
    names.sort(Comparator.comparingInt(RouteTablePropertyTest::specificity).reversed());
    return names.stream().map(name -> new VirtualHost(name, list(9, this::rule))).toList();
  }

  private List<HostPattern> distinctPatterns(int bound) {
    return new ArrayList<>(list(1, bound, _ -> pattern()).stream().distinct().toList());
  }

  private HostPattern pattern() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> new HostPattern.Any();
      case 3 -> new HostPattern.Exact(name());
      default -> new HostPattern.Below("." + name());
    };
  }

  private String name() {
    return String.join(".", Collections.unmodifiableList(list(1, 3, _ -> one(LABELS))));
  }

  private RouteRule rule(int position) {
    RequestMatch match =
        new RequestMatch(
            pathMatch(),
            random.nextInt(3) == 0 ? Optional.of(one(METHODS)) : Optional.empty(),
            random.nextInt(3) == 0
                ? list(1, 3, _ -> new HeaderMatch(one(NAMES), valueMatch()))
                : List.of(),
            random.nextInt(4) == 0
                ? list(1, 3, _ -> new QueryMatch(one(NAMES), valueMatch()))
                : List.of());
    return Tables.rule("rule" + position + "-" + random.nextInt(1000), match);
  }

  private PathMatch pathMatch() {
    String path = path();
    return switch (random.nextInt(8)) {
      case 0 -> new PathMatch.Regex(one(PATTERNS));
      case 1, 2 -> new PathMatch.Exact(path);
      case 3, 4 -> new PathMatch.Call(callName(), callName());
      default -> new PathMatch.Prefix(path.length() > 1 && path.endsWith("/") ? path + "a" : path);
    };
  }

  private Optional<ValueMatch> callName() {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new ValueMatch.Regex(one(NAME_PATTERNS)));
      default -> Optional.of(new ValueMatch.Exact(one(CALLS)));
    };
  }

  private ValueMatch valueMatch() {
    return random.nextInt(4) == 0
        ? new ValueMatch.Regex("[0-9,]*")
        : new ValueMatch.Exact(one(VALUES));
  }

  private String path() {
    return "/" + String.join("/", list(1, 4, _ -> one(ELEMENTS)));
  }

  private Request request() {
    List<String> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = one(NAMES);
      fields.add(random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT));
      fields.add(one(VALUES));
    }
    if (random.nextInt(3) == 0) {
      fields.add("content-type");
      fields.add(one(TYPES));
    }
    String query =
        String.join(
            "&", list(3, _ -> one(NAMES) + (random.nextInt(5) == 0 ? "" : "=" + one(VALUES))));
    String host = random.nextInt(12) == 0 ? "" : name();
    return new Request(
        one(METHODS),
        random.nextBoolean() ? host : host.toUpperCase(Locale.ROOT),
        path(),
        query.isEmpty() ? "" : "?" + query.replace(" ", "%20"),
        fields);
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <V> List<V> list(int bound, IntFunction<V> element) {
    return list(0, bound, element);
  }

  private <V> List<V> list(int least, int bound, IntFunction<V> element) {
    return IntStream.range(0, random.nextInt(least, bound)).mapToObj(element).toList();
  }

  private record Request(
      String method, String host, String path, String query, List<String> fields) {}
}
