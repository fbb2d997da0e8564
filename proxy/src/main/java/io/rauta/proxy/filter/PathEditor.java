package io.rauta.proxy.filter;

import io.rauta.config.filter.PathRewrite;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;

/**
 * Compiled {@link PathRewrite}: a beginning, and the position in the canonical path behind which
 * the path is kept. What comes out of a change starts with exactly one slash, so that it can never
 * be read as the name of a host, and is canonical, since both parts are and meet at a slash.
 * Immutable; shared by all workers.
 */
final class PathEditor {

  private static final byte[] NOTHING = {};
  private static final byte[] ROOT = {'/'};

  private enum Kept {
    ALL,
    BEHIND_PREFIX,
    NOTHING
  }

  private final Kept kept;
  private final byte[] start;
  private final int prefixLength;

  PathEditor(PathRewrite rewrite) {
    switch (rewrite) {
      case PathRewrite.Keep() -> {
        kept = Kept.ALL;
        start = NOTHING;
        prefixLength = 0;
      }
      case PathRewrite.Full(String path) -> {
        kept = Kept.NOTHING;
        start = path.getBytes(StandardCharsets.UTF_8);
        prefixLength = 0;
      }
      case PathRewrite.Prefix(String matched, String replacement) -> {
        kept = Kept.BEHIND_PREFIX;
        start = replacement.getBytes(StandardCharsets.UTF_8);
        prefixLength = matched.length() == 1 ? 0 : matched.getBytes(StandardCharsets.UTF_8).length;
      }
    }
  }

  /** Whether the path stays. */
  boolean keepsAll() {
    return kept == Kept.ALL;
  }

  /** Where the part of the path starts that stays behind {@link #start}. */
  int keptFrom(RequestHead head) {
    int end = head.pathEnd();
    if (kept == Kept.NOTHING) {
      return end;
    }
    int from = head.pathStart() + prefixLength;
    if (kept == Kept.BEHIND_PREFIX && start.length == 0) {
      byte[] path = head.target();
      while (from + 1 < end && path[from + 1] == '/') {
        from++;
      }
    }
    return from;
  }

  /** What comes before the part that stays. Not to be changed. */
  byte[] start(RequestHead head, int keptFrom) {
    return start.length == 0 && keptFrom == head.pathEnd() ? ROOT : start;
  }
}
