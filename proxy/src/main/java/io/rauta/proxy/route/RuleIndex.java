package io.rauta.proxy.route;

import io.rauta.config.route.PathMatch;
import io.rauta.config.route.RouteRule;
import io.rauta.config.route.VirtualHost;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * The prefixes of a path are known from the longest of them that is in use, since each prefix bucket names the next shorter
   * one. Every bucket that applies is asked for its first accepting rule, and the lowest position wins: which kind of match
   * goes first is decided by the list alone. A bucket is left as soon as its positions pass the best one found.
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

  private final List<CompiledRule<T>> rules;
  private final ByteTable<Bucket> exact = new ByteTable<>();
  private final ByteTable<Bucket> prefixes = new ByteTable<>();
  private final @Nullable Bucket root;
  private final Bucket patterns = new Bucket();
  private int longestExact;
  private int longestPrefix;

  RuleIndex(VirtualHost host, Function<RouteRule, T> compileRule) {
    Map<String, Bucket> byExact = new HashMap<>();
    Map<String, Bucket> byPrefix = new HashMap<>();
    List<CompiledRule<T>> compiled = new ArrayList<>(host.rules().size());
    for (RouteRule rule : host.rules()) {
      Bucket bucket =
          switch (rule.match().path()) {
            case PathMatch.Exact(String path) -> byExact.computeIfAbsent(path, _ -> new Bucket());
            case PathMatch.Prefix(String path) -> byPrefix.computeIfAbsent(path, _ -> new Bucket());
            case PathMatch.Regex _ -> patterns;
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
    byExact.forEach((path, bucket) -> longestExact = put(exact, path, bucket, longestExact));
    byPrefix.forEach((path, bucket) -> longestPrefix = put(prefixes, path, bucket, longestPrefix));
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
    int best = exactPossible ? first(exact.find(hash, path, start, end), head, NONE) : NONE;
    for (Bucket bucket = prefix; bucket != null; bucket = bucket.shorter) {
      best = first(bucket, head, best);
    }
    best = firstPattern(head, best);
    return best == NONE ? null : rules.get(best).payload();
  }

  private @Nullable Bucket longer(
      int hash, byte[] path, int start, int end, @Nullable Bucket shorter) {
    Bucket found = prefixes.find(hash, path, start, end);
    return found != null ? found : shorter;
  }

  private int first(@Nullable Bucket bucket, RequestHead head, int best) {
    if (bucket != null) {
      for (int position : bucket.positions) {
        if (position >= best) {
          break;
        }
        if (rules.get(position).accepts(head)) {
          return position;
        }
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
          int start = head.pathStart();
          text = new String(head.target(), start, head.pathEnd() - start, StandardCharsets.UTF_8);
        }
        if (rule.acceptsPath(text)) {
          return position;
        }
      }
    }
    return best;
  }
}
