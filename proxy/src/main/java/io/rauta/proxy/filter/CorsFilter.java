package io.rauta.proxy.filter;

import io.rauta.config.filter.CorsPolicy;
import io.rauta.config.filter.CorsPolicy.Credentials;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers preflights and tells browsers what pages of other origins may do (Fetch Standard, section
 * 3.3). An origin that is not allowed gets the same answers without saying so, and is refused by
 * its browser. What a backend says on these matters is dropped. Every answer says in {@code Vary}
 * that it depends on the origin, also to requests that name none, since caches may keep it.
 */
final class CorsFilter implements HttpFilter {

  private static final byte[] ORIGIN = FieldName.ORIGIN.lowerCase();
  private static final byte[] VARY = FieldName.VARY.lowerCase();
  private static final byte[] EVERY = ascii("*");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] VARY_OF_PREFLIGHT =
      ascii("origin, access-control-request-method, access-control-request-headers");
  private static final Verdict PREFLIGHT = new Verdict.Reply(LocalReply.PREFLIGHT);

  private final OriginTest origins;
  private final boolean credentials;
  private final byte[] methods;
  private final byte[] headers;
  private final byte[] exposed;
  private final byte[] maxAge;

  CorsFilter(CorsPolicy policy) {
    origins = new OriginTest(policy.origins());
    credentials = policy.credentials() == Credentials.ALLOWED;
    methods = list(policy.methods());
    headers = list(policy.headers());
    exposed =
        list(
            credentials
                ? policy.exposed().stream().filter(name -> !name.equals(CorsPolicy.EVERY)).toList()
                : policy.exposed());
    maxAge = ascii(Integer.toString(policy.maxAgeSeconds()));
  }

  @Override
  public Verdict onRequest(RequestHead head) {
    return isPreflight(head) ? PREFLIGHT : Verdict.Continue.INSTANCE;
  }

  private static boolean isPreflight(RequestHead head) {
    return head.method().equals("OPTIONS")
        && head.headers().findReceived(FieldName.ORIGIN, 0) >= 0
        && head.headers().findReceived(FieldName.ACCESS_CONTROL_REQUEST_METHOD, 0) >= 0;
  }

  @Override
  public void onResponse(RequestHead request, ClientAddress client, ResponseHead response) {
    HeaderBlock out = response.headers();
    boolean isPreflight = isPreflight(request);
    boolean varies = dropForeign(out);
    if (isPreflight) {
      out.add(VARY, VARY_OF_PREFLIGHT);
    } else if (!varies) {
      out.add(VARY, ORIGIN);
    }
    HeaderBlock asked = request.headers();
    int origin = asked.findReceived(FieldName.ORIGIN, 0);
    if (origin < 0
        || !origins.accepts(asked.bytes(), asked.valueStart(origin), asked.valueEnd(origin))) {
      return;
    }
    allowOrigin(asked, origin, out);
    if (isPreflight) {
      allowRequest(asked, out);
    }
  }

  private void allowOrigin(HeaderBlock asked, int origin, HeaderBlock out) {
    if (origins.acceptsAll() && !credentials) {
      out.add(FieldName.ACCESS_CONTROL_ALLOW_ORIGIN.lowerCase(), EVERY);
    } else {
      echo(asked, origin, out, FieldName.ACCESS_CONTROL_ALLOW_ORIGIN);
    }
    if (credentials) {
      out.add(FieldName.ACCESS_CONTROL_ALLOW_CREDENTIALS.lowerCase(), TRUE);
    }
    if (exposed.length > 0) {
      out.add(FieldName.ACCESS_CONTROL_EXPOSE_HEADERS.lowerCase(), exposed);
    }
  }

  private void allowRequest(HeaderBlock asked, HeaderBlock out) {
    allow(
        methods,
        asked,
        FieldName.ACCESS_CONTROL_REQUEST_METHOD,
        out,
        FieldName.ACCESS_CONTROL_ALLOW_METHODS);
    allow(
        headers,
        asked,
        FieldName.ACCESS_CONTROL_REQUEST_HEADERS,
        out,
        FieldName.ACCESS_CONTROL_ALLOW_HEADERS);
    out.add(FieldName.ACCESS_CONTROL_MAX_AGE.lowerCase(), maxAge);
  }

  /** Drops what a backend says; answers whether it says that its answer varies by origin. */
  private static boolean dropForeign(HeaderBlock out) {
    boolean varies = false;
    for (int field = 0, count = out.count(); field < count; field++) {
      switch (out.name(field)) {
        case ACCESS_CONTROL_ALLOW_ORIGIN,
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            ACCESS_CONTROL_ALLOW_METHODS,
            ACCESS_CONTROL_ALLOW_HEADERS,
            ACCESS_CONTROL_EXPOSE_HEADERS,
            ACCESS_CONTROL_MAX_AGE ->
            out.remove(field);
        case VARY -> varies |= !out.isRemoved(field) && namesOrigin(out, field);
        default -> {}
      }
    }
    return varies;
  }

  private static boolean namesOrigin(HeaderBlock out, int field) {
    int start = out.valueStart(field);
    int end = out.valueEnd(field);
    return Ascii.listHas(out.bytes(), start, end, ORIGIN)
        || Ascii.listHas(out.bytes(), start, end, EVERY);
  }

  /**
   * Everything is allowed by naming what was asked for, since a star says less with credentials.
   */
  private static void allow(
      byte[] allowed, HeaderBlock asked, FieldName question, HeaderBlock out, FieldName answer) {
    if (!Ascii.equals(allowed, 0, allowed.length, EVERY)) {
      if (allowed.length > 0) {
        out.add(answer.lowerCase(), allowed);
      }
      return;
    }
    for (int field = asked.findReceived(question, 0);
        field >= 0;
        field = asked.findReceived(question, field + 1)) {
      echo(asked, field, out, answer);
    }
  }

  private static void echo(HeaderBlock asked, int field, HeaderBlock out, FieldName name) {
    out.add(name.lowerCase(), asked.bytes(), asked.valueStart(field), asked.valueEnd(field));
  }

  private static byte[] list(List<String> names) {
    return ascii(String.join(", ", names));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
