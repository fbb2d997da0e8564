package io.rauta.proxy.route;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.ValueMatch;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.route.RouteTrace.AskedHost;
import io.rauta.proxy.route.RouteTrace.Candidate;
import io.rauta.proxy.route.RouteTrace.Miss;
import io.rauta.proxy.route.RouteTrace.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one virtual host, indexed by path. Immutable; read by all workers.
 *
 * @param <T> what rules are compiled to
 */
final class RuleIndex<T> {

  /*
   * Rules with the same exact path, with the same prefix, or with a pattern share a bucket of their list positions, ascending.
   * The prefixes of a path are known from its bucket of exact rules or else from the longest prefix that is in use, since each
   * bucket names the next shorter one. Every bucket that applies is asked for its first accepting rule, and the lowest position
   * wins: which kind of match goes first is decided by the list alone. A bucket is left as soon as its positions pass the best
   * one found.
   */
  private static final class Bucket {
    private final List<Integer> collected = new ArrayList<>();
    private int[] positions = {};
    private @Nullable Bucket shorter;

    void seal() {
      positions = collected.stream().mapToInt(Integer::intValue).toArray();
      collected.clear();
    }
  }

  private static final int NONE = Integer.MAX_VALUE;
  private static final String ROOT = "/";

  private final VirtualHost host;
  private final List<CompiledRule<T>> rules;
  private final ByteTable<Bucket> exact = new ByteTable<>();
  private final ByteTable<Bucket> prefixes = new ByteTable<>();
  private final @Nullable Bucket root;
  private final Bucket patterns = new Bucket();
  private int longestExact;
  private int longestPrefix;

  RuleIndex(VirtualHost host, Function<RouteRule, T> compileRule) {
    this.host = host;
    Map<String, Bucket> byExact = new HashMap<>();
    Map<String, Bucket> byPrefix = new HashMap<>();
    List<CompiledRule<T>> compiled = new ArrayList<>(host.rules().size());
    for (RouteRule rule : host.rules()) {
      Bucket bucket =
          switch (rule.match().path()) {
            case PathMatch.Exact(String path) -> byExact.computeIfAbsent(path, _ -> new Bucket());
            case PathMatch.Prefix(String path) -> byPrefix.computeIfAbsent(path, _ -> new Bucket());
            case PathMatch.Regex _ -> patterns;
            case PathMatch.Call call -> ofCall(call, byExact, byPrefix);
          };
      bucket.collected.add(compiled.size());
      compiled.add(new CompiledRule<>(rule.match(), compileRule.apply(rule)));
    }
    rules = List.copyOf(compiled);
    root = byPrefix.remove(ROOT);
    if (root != null) {
      root.seal();
    }
    patterns.seal();
    byPrefix.forEach((path, bucket) -> bucket.shorter = nextShorter(path, byPrefix));
    byExact.forEach((path, bucket) -> bucket.shorter = longest(path, byPrefix));
    byExact.forEach((path, bucket) -> longestExact = put(exact, path, bucket, longestExact));
    byPrefix.forEach((path, bucket) -> longestPrefix = put(prefixes, path, bucket, longestPrefix));
  }

  /** A call is found by its path, or by its service, where those are known by name. */
  private Bucket ofCall(
      PathMatch.Call call, Map<String, Bucket> byExact, Map<String, Bucket> byPrefix) {
    if (call.service().isEmpty()) {
      return call.method().isEmpty() ? byPrefix.computeIfAbsent(ROOT, _ -> new Bucket()) : patterns;
    }
    if (!(call.service().get() instanceof ValueMatch.Exact(String service))) {
      return patterns;
    }
    if (call.method().isEmpty()) {
      return byPrefix.computeIfAbsent(ROOT + service, _ -> new Bucket());
    }
    return call.method().get() instanceof ValueMatch.Exact(String method)
        ? byExact.computeIfAbsent(ROOT + service + ROOT + method, _ -> new Bucket())
        : patterns;
  }

  private @Nullable Bucket longest(String path, Map<String, Bucket> byPrefix) {
    Bucket same = byPrefix.get(path);
    return same != null ? same : nextShorter(path, byPrefix);
  }

  private @Nullable Bucket nextShorter(String path, Map<String, Bucket> byPrefix) {
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Bucket bucket = byPrefix.get(path.substring(0, end));
      if (bucket != null) {
        return bucket;
      }
    }
    return root;
  }

  private static int put(ByteTable<Bucket> table, String path, Bucket bucket, int longest) {
    bucket.seal();
    byte[] key = path.getBytes(StandardCharsets.UTF_8);
    int hash = ByteTable.EMPTY_HASH;
    for (byte b : key) {
      hash = ByteTable.roll(hash, b);
    }
    table.put(hash, key, bucket);
    return Math.max(longest, key.length);
  }

  /** What the first rule that accepts {@code head} was compiled to. */
  @Nullable T find(RequestHead head) {
    int first = first(head);
    return first == NONE ? null : rules.get(first).payload();
  }

  private int first(RequestHead head) {
    int best = NONE;
    for (Bucket bucket = applying(head); bucket != null; bucket = bucket.shorter) {
      best = first(bucket, head, best);
    }
    return firstPattern(head, best);
  }

  /** The first of the chain of buckets whose path or prefix is that of {@code head}. */
  private @Nullable Bucket applying(RequestHead head) {
    byte[] path = head.target();
    int start = head.pathStart();
    int end = head.pathEnd();
    boolean exactPossible = end - start <= longestExact;
    int stop = exactPossible ? end : Math.min(end, start + longestPrefix);
    Bucket prefix = root;
    int hash = ByteTable.EMPTY_HASH;
    for (int at = start; at < stop; at++) {
      if (path[at] == '/' && at > start) {
        prefix = longer(hash, path, start, at, prefix);
      }
      hash = ByteTable.roll(hash, path[at]);
    }
    if (stop == end || path[stop] == '/') {
      prefix = longer(hash, path, start, stop, prefix);
    }
    Bucket whole = exactPossible ? exact.find(hash, path, start, end) : null;
    return whole != null ? whole : prefix;
  }

  private @Nullable Bucket longer(
      int hash, byte[] path, int start, int end, @Nullable Bucket shorter) {
    Bucket found = prefixes.find(hash, path, start, end);
    return found != null ? found : shorter;
  }

  private int first(Bucket bucket, RequestHead head, int best) {
    for (int position : bucket.positions) {
      if (position >= best) {
        break;
      }
      if (rules.get(position).accepts(head)) {
        return position;
      }
    }
    return best;
  }

  private int firstPattern(RequestHead head, int best) {
    String text = null;
    for (int position : patterns.positions) {
      if (position >= best) {
        break;
      }
      CompiledRule<T> rule = rules.get(position);
      if (rule.accepts(head)) {
        if (text == null) {
          text = pathText(head);
        }
        if (rule.acceptsPath(text)) {
          return position;
        }
      }
    }
    return best;
  }

  private static String pathText(RequestHead head) {
    int start = head.pathStart();
    return new String(head.target(), start, head.pathEnd() - start, StandardCharsets.UTF_8);
  }

  /**
   * What became of every rule, by the tests that {@link #find} makes.
   *
   * @param decided whether a rule of an earlier virtual host has won
   */
  AskedHost trace(RequestHead head, boolean decided) {
    boolean[] onPath = new boolean[rules.size()];
    for (Bucket bucket = applying(head); bucket != null; bucket = bucket.shorter) {
      for (int position : bucket.positions) {
        onPath[position] = true;
      }
    }
    for (int position : patterns.positions) {
      onPath[position] = rules.get(position).acceptsPath(pathText(head));
    }
    int winner = decided ? NONE : first(head);
    List<Candidate> candidates = new ArrayList<>(rules.size());
    for (int i = 0; i < onPath.length; i++) {
      Optional<Miss> miss = onPath[i] ? rules.get(i).miss(head) : Optional.of(new Miss.Path());
      Verdict verdict =
          i == winner
              ? new Verdict.Won()
              : miss.<Verdict>map(Verdict.Lost::new).orElseGet(Verdict.TooLate::new);
      candidates.add(new Candidate(host.rules().get(i), verdict));
    }
    return new AskedHost(host, candidates);
  }
}
