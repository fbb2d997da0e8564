package io.rauta.proxy.filter;

import io.rauta.config.route.Redirection;
import io.rauta.config.route.Redirection.Scheme;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a redirection, whose {@code Location} is made as the Gateway API says
 * (HTTPRequestRedirectFilter). A request that a trusted proxy was asked with another scheme keeps
 * that one, with its usual port. A request without a host, which only HTTP/1.0 knows, gets a
 * relative one where the route names none.
 */
final class RedirectFilter implements HttpFilter {

  private static final byte[] LOCATION = ascii("location");
  private static final byte[] SEPARATOR = ascii("://");
  private static final byte[] HTTP = ascii("http");
  private static final byte[] HTTPS = ascii("https");
  private static final int LISTENER = 0;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Verdict.Reply reply;
  private final byte @Nullable [] scheme;
  private final byte @Nullable [] hostname;
  private final int port;
  private final PathEditor path;

  RedirectFilter(Redirection to) {
    reply = new Verdict.Reply(reply(to.status()));
    scheme = to.scheme().map(name -> ascii(name.name().toLowerCase(Locale.ROOT))).orElse(null);
    hostname = to.hostname().map(RedirectFilter::ascii).orElse(null);
    port = to.port().orElse(to.scheme().map(RedirectFilter::usualPort).orElse(LISTENER));
    path = new PathEditor(to.path());
  }

  private static LocalReply reply(Redirection.Status status) {
    return switch (status) {
      case MOVED_PERMANENTLY -> LocalReply.MOVED_PERMANENTLY;
      case FOUND -> LocalReply.FOUND;
      case SEE_OTHER -> LocalReply.SEE_OTHER;
      case TEMPORARY_REDIRECT -> LocalReply.TEMPORARY_REDIRECT;
      case PERMANENT_REDIRECT -> LocalReply.PERMANENT_REDIRECT;
    };
  }

  private static int usualPort(Scheme scheme) {
    return switch (scheme) {
      case HTTP -> HTTP_PORT;
      case HTTPS -> HTTPS_PORT;
    };
  }

  @Override
  public Verdict onRequest(RequestHead head) {
    return reply;
  }

  @Override
  public void onResponse(RequestHead request, ClientAddress client, ResponseHead response) {
    if (response.status() == reply.reply().status()) {
      response.headers().add(LOCATION, location(request, client));
    }
  }

  private byte[] location(RequestHead request, ClientAddress client) {
    ByteArrayOutputStream location = new ByteArrayOutputStream(128);
    int keptFrom = path.keptFrom(request);
    byte[] start = path.start(request, keptFrom);
    if (hostname != null || request.hostEnd() > request.hostStart()) {
      writeAuthority(location, request, client);
    } else if (start.length == 0) {
      keptFrom = withoutMoreSlashes(request, keptFrom);
    }
    location.writeBytes(start);
    location.write(request.target(), keptFrom, request.targetEnd() - keptFrom);
    return location.toByteArray();
  }

  private void writeAuthority(
      ByteArrayOutputStream location, RequestHead request, ClientAddress client) {
    boolean askedForHttps = isHttps(client.scheme()) || isForwardedAsHttps(request);
    boolean isHttps = scheme == null ? askedForHttps : isHttps(scheme);
    location.writeBytes(isHttps ? HTTPS : HTTP);
    location.writeBytes(SEPARATOR);
    if (hostname != null) {
      location.writeBytes(hostname);
    } else {
      location.write(request.host(), request.hostStart(), request.hostEnd() - request.hostStart());
    }
    int usual = isHttps ? HTTPS_PORT : HTTP_PORT;
    boolean isListenerOfOtherScheme = askedForHttps != isHttps(client.scheme());
    int newPort = port != LISTENER ? port : isListenerOfOtherScheme ? usual : client.port();
    if (newPort != usual) {
      location.writeBytes(ascii(":" + newPort));
    }
  }

  /** Whether a trusted proxy in front of us, which ended TLS, was asked with https. */
  private static boolean isForwardedAsHttps(RequestHead request) {
    HeaderBlock headers = request.headers();
    int field = headers.find(FieldName.X_FORWARDED_PROTO, 0);
    return field >= 0
        && Ascii.equalsLowerCase(
            headers.bytes(), headers.valueStart(field), headers.valueEnd(field), HTTPS);
  }

  /** Two slashes at the start of a relative reference would be followed by a host. */
  private static int withoutMoreSlashes(RequestHead request, int from) {
    byte[] path = request.target();
    int at = from;
    while (at + 1 < request.pathEnd() && path[at + 1] == '/') {
      at++;
    }
    return at;
  }

  private static boolean isHttps(byte[] scheme) {
    return Ascii.equals(scheme, 0, scheme.length, HTTPS);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
