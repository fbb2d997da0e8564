package io.rauta.proxy.http1.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@link StrictReference} that reads hosts and targets (RFC 3986, RFC 9112 section
 * 3.2).
 */
final class StrictTarget {

  private static final Pattern HOST =
      Pattern.compile("(\\[([0-9A-Fa-f:.]+)\\]|[A-Za-z0-9_-][A-Za-z0-9_.-]*)(?::([0-9]{0,5}))?");
  private static final Pattern ABSOLUTE = Pattern.compile("(?i:http)://([^/?]*)(/[^?]*)?(\\?.*)?");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})?");

  private StrictTarget() {}

  /** Something is wrong with a head. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
      super(reason);
    }
  }

  static void require(boolean good, String reason) {
    if (!good) {
      throw new Refusal(reason);
    }
  }

  static String host(String authority) {
    Matcher host = HOST.matcher(authority);
    require(host.matches(), "host");
    if (host.group(2) != null) {
      requireIpv6(host.group(2));
    }
    String name = host.group(1);
    port(host);
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static int port(Matcher host) {
    boolean isGiven = host.group(3) != null && !host.group(3).isEmpty();
    int port = isGiven ? Integer.parseInt(host.group(3)) : 80;
    require(port >= 1 && port <= 65_535, "port");
    return port;
  }

  /** RFC 3986 section 3.2.2. */
  private static void requireIpv6(String address) {
    int gap = address.indexOf("::");
    List<String> groups = new ArrayList<>();
    if (gap < 0) {
      groups.addAll(List.of(address.split(":", -1)));
    } else {
      addGroups(address.substring(0, gap), groups);
      addGroups(address.substring(gap + 2), groups);
    }
    int size = groups.size();
    for (int i = 0; i < groups.size(); i++) {
      boolean last = i == groups.size() - 1 && !address.endsWith("::");
      if (last && groups.get(i).matches("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}")) {
        size++;
      } else {
        require(groups.get(i).matches("[0-9A-Fa-f]{1,4}"), "IPv6 group");
      }
    }
    require(gap < 0 ? size == 8 : size <= 7, "IPv6 length");
  }

  private static void addGroups(String part, List<String> groups) {
    if (!part.isEmpty()) {
      groups.addAll(List.of(part.split(":", -1)));
    }
  }

  static String target(String method, String target, String authority) {
    if (target.equals("*") && method.equals("OPTIONS")) {
      return target;
    }
    if (target.startsWith("/")) {
      return origin(target);
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    require(absolute.matches(), "target");
    Matcher mine = HOST.matcher(absolute.group(1));
    Matcher theirs = HOST.matcher(authority);
    require(mine.matches() && theirs.matches(), "authority");
    require(mine.group(1).equalsIgnoreCase(theirs.group(1)), "other host");
    require(port(mine) == port(theirs), "other port");
    boolean isBare = absolute.group(2) == null && absolute.group(3) == null;
    if (isBare && method.equals("OPTIONS")) {
      return "*";
    }
    String path = absolute.group(2) == null ? "/" : absolute.group(2);
    String query = absolute.group(3) == null ? "" : absolute.group(3);
    return origin(path + query);
  }

  private static String origin(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return withoutDots(decoded(path)) + (mark < 0 ? "" : target.substring(mark));
  }

  private static String decoded(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    require(!lower.matches(".*%(c[01]|f[5-9a-f]|e0%[89]|f0%8).*"), "not UTF-8");
    return ESCAPE
        .matcher(path)
        .replaceAll(
            match -> {
              require(match.group(1) != null, "escape");
              int value = Integer.parseInt(match.group(1), 16);
              require(value != 0, "NUL");
              String letter = String.valueOf((char) value);
              return Matcher.quoteReplacement(
                  letter.matches("[A-Za-z0-9._~-]") ? letter : match.group());
            });
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    List<String> segments = List.of(path.substring(1).split("/", -1));
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        require(kept.pollLast() != null, "climbs over the root");
      }
      if (!dots) {
        kept.add(segment);
      } else if (i == segments.size() - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
