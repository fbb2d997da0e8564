package io.rauta.proxy.filter;

import io.rauta.config.filter.PathRewrite;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends another host or path upstream than the one that was asked for. A path is rewritten as it
 * was matched, whatever was done to it before: of two rewrites the later one counts.
 */
final class UrlRewriteFilter implements HttpFilter {

  private static final byte[] HOST = FieldName.HOST.lowerCase();

  private final byte @Nullable [] hostname;
  private final PathEditor path;

  UrlRewriteFilter(Optional<String> hostname, PathRewrite path) {
    this.hostname = hostname.map(name -> name.getBytes(StandardCharsets.US_ASCII)).orElse(null);
    this.path = new PathEditor(path);
  }

  @Override
  public Verdict onRequest(RequestHead head) {
    if (hostname != null) {
      HeaderBlock headers = head.headers();
      headers.removeAll(FieldName.HOST);
      headers.add(HOST, hostname);
    }
    if (!path.keepsAll()) {
      int keptFrom = path.keptFrom(head);
      head.sentPath(path.start(head, keptFrom), keptFrom);
    }
    return Verdict.Continue.INSTANCE;
  }
}
