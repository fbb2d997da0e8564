package io.rauta.proxy.forward;

import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * What a request tells its backend about where it came from. What clients claim is dropped, unless
 * proxies in front of us are trusted to have written it; fields that change the target behind our
 * back are always dropped.
 */
final class ForwardedFields {

  private static final byte[] FOR = FieldName.X_FORWARDED_FOR.lowerCase();
  private static final byte[] PROTO = FieldName.X_FORWARDED_PROTO.lowerCase();
  private static final byte[] HOST = FieldName.X_FORWARDED_HOST.lowerCase();
  private static final byte[] ID = FieldName.X_REQUEST_ID.lowerCase();
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_LENGTH = 32;
  private static final int MAX_KEPT_ID = 128;

  private final SplittableRandom random;
  private final byte[] id = new byte[ID_LENGTH];

  ForwardedFields(SplittableRandom random) {
    this.random = random;
  }

  /** Sets the fields of {@code head}. */
  void apply(RequestHead head, ClientAddress client, int trustedHops) {
    HeaderBlock headers = head.headers();
    boolean trusted = trustedHops > 0;
    boolean hasProto = false;
    boolean hasHost = false;
    int forwardedFor = -1;
    int host = -1;
    boolean hasId = false;
    for (int field = 0, count = headers.count(); field < count; field++) {
      if (headers.isRemoved(field)) {
        continue;
      }
      switch (headers.name(field)) {
        case HOST -> host = field;
        case X_REQUEST_ID -> hasId |= keptId(headers, field);
        case X_FORWARDED_FOR -> forwardedFor = merge(headers, forwardedFor, field, trusted);
        case X_FORWARDED_PROTO -> hasProto |= kept(headers, field, trusted);
        case X_FORWARDED_HOST -> hasHost |= kept(headers, field, trusted);
        default -> claim(headers, field, trusted);
      }
    }
    addFor(headers, forwardedFor, client);
    if (!hasProto) {
      headers.add(PROTO, client.scheme());
    }
    if (!hasHost && host >= 0) {
      headers.add(HOST, headers.bytes(), headers.valueStart(host), headers.valueEnd(host));
    }
    if (!hasId) {
      headers.add(ID, newId());
    }
  }

  /** Removes what only trusted proxies may claim, and what nobody may. */
  private static void claim(HeaderBlock headers, int field, boolean trusted) {
    switch (headers.name(field)) {
      case FORWARDED,
          X_FORWARDED_PORT,
          X_REAL_IP,
          X_FORWARDED_CLIENT_CERT,
          X_SSL_CLIENT_CERT,
          SSL_CLIENT_CERT,
          CLIENT_CERT,
          CLIENT_CERT_CHAIN ->
          kept(headers, field, trusted);
      case X_FORWARDED_PREFIX, X_ORIGINAL_URL, X_REWRITE_URL, X_HTTP_METHOD_OVERRIDE ->
          headers.remove(field);
      default -> {}
    }
  }

  private static boolean kept(HeaderBlock headers, int field, boolean trusted) {
    if (!trusted) {
      headers.remove(field);
    }
    return trusted;
  }

  private static int merge(HeaderBlock headers, int earlier, int field, boolean trusted) {
    return kept(headers, field, trusted) ? field : earlier;
  }

  private static boolean keptId(HeaderBlock headers, int field) {
    int length = headers.valueEnd(field) - headers.valueStart(field);
    if (length >= 1 && length <= MAX_KEPT_ID) {
      return true;
    }
    headers.remove(field);
    return false;
  }

  /**
   * Adds the client behind what trusted proxies wrote; several fields of the name are one list (RFC
   * 9110 section 5.3).
   */
  private static void addFor(HeaderBlock headers, int last, ClientAddress client) {
    if (last < 0) {
      headers.add(FOR, client.ip());
      return;
    }
    int start = headers.valueStart(last);
    int length = headers.valueEnd(last) - start;
    byte[] list = new byte[length + 2 + client.ip().length];
    System.arraycopy(headers.bytes(), start, list, 0, length);
    list[length] = ',';
    list[length + 1] = ' ';
    System.arraycopy(client.ip(), 0, list, length + 2, client.ip().length);
    headers.remove(last);
    headers.add(FOR, list);
  }

  private byte[] newId() {
    long high = random.nextLong();
    long low = random.nextLong();
    for (int i = 0; i < 16; i++) {
      id[i] = HEX[(int) (high >>> (4 * i)) & 15];
      id[i + 16] = HEX[(int) (low >>> (4 * i)) & 15];
    }
    return id;
  }
}
