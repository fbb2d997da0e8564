package io.rauta.proxy.http2.syntax;

import io.netty.handler.codec.EmptyHeaders;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.rauta.config.listener.HttpLimits;
import io.rauta.proxy.http.Ascii;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One header list as it comes out of HPACK, field by field, straight into a {@link HeaderBlock}.
 * Sizes and count are judged while it is decoded, since a few bytes can stand for very many fields:
 * each cookie crumb counts, and each field with 32 bytes more. What is too large is not kept; at
 * twice that decoding stops.
 *
 * <p>{@code :authority} becomes the field {@code host}; the other pseudo-fields lie in the bytes of
 * the block, without being fields of it. Owned by one event loop and reused for the next list.
 */
public final class FieldList extends EmptyHeaders<CharSequence, CharSequence, Http2Headers>
    implements Http2Headers {

  private static final int FIELD_OVERHEAD = 32;
  private static final byte[] CRUMB_SEPARATOR = {';', ' '};
  private static final boolean[] LOWER_TOKEN = new boolean[256];
  private static final boolean[] VALUE = new boolean[256];

  static {
    for (int c = 0; c < 256; c++) {
      LOWER_TOKEN[c] = Ascii.isToken((byte) c) && !(c >= 'A' && c <= 'Z');
      VALUE[c] = (c >= ' ' && c != 127) || c == '\t';
    }
  }

  /** Thrown out of the decoder, which knows no other way to stop. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuch() {
      super("the header list is far larger than allowed", null, false, false);
    }
  }

  private final HttpLimits limits;
  private final int[] starts = new int[Pseudo.COUNT];
  private final int[] ends = new int[Pseudo.COUNT];
  private HeaderBlock block = new HeaderBlock();
  private int count;
  private long bytes;
  private int cookies;
  private boolean malformed;
  private @Nullable LocalReply refusal;

  /** Takes lists of at most {@code limits}. */
  public FieldList(HttpLimits limits) {
    this.limits = limits;
  }

  /** Begins a list whose fields go into {@code into}, which is cleared. */
  void begin(HeaderBlock into) {
    into.clear();
    block = into;
    Arrays.fill(starts, -1);
    count = 0;
    bytes = 0;
    cookies = 0;
    malformed = false;
    refusal = null;
  }

  /** The list is complete. */
  void end() {
    if (cookies > 1 && refusal == null) {
      joinCookies();
    }
  }

  /** Whether the list is so large that its sender means harm. */
  boolean isExcessive() {
    return bytes > 2L * limits.fieldSection() || count > 2 * limits.fieldCount();
  }

  /** The fields. */
  public HeaderBlock block() {
    return block;
  }

  /** Why the list is refused although it is well-formed as far as it was read, or null. */
  public @Nullable LocalReply refusal() {
    return refusal;
  }

  /** Whether a name, a value or the order of fields is against the rules. */
  public boolean isMalformed() {
    return malformed;
  }

  /** Whether the pseudo-field is there. */
  public boolean has(Pseudo pseudo) {
    return starts[pseudo.ordinal()] >= 0;
  }

  /** Whether there is any pseudo-field. */
  public boolean hasPseudo() {
    for (int start : starts) {
      if (start >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether that pseudo-field is there and no other. */
  public boolean hasOnly(Pseudo pseudo) {
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] >= 0 != (i == pseudo.ordinal())) {
        return false;
      }
    }
    return true;
  }

  /** Where the value of a pseudo-field that is there starts in the bytes of the block. */
  public int start(Pseudo pseudo) {
    return starts[pseudo.ordinal()];
  }

  /** Where the value of a pseudo-field that is there ends in the bytes of the block. */
  public int end(Pseudo pseudo) {
    return ends[pseudo.ordinal()];
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    field((AsciiString) name, (AsciiString) value);
    return this;
  }

  private void field(AsciiString name, AsciiString value) {
    int size = name.length() + value.length();
    bytes += size + FIELD_OVERHEAD;
    boolean pseudo = !name.isEmpty() && name.byteAt(0) == ':';
    if (!pseudo) {
      count++;
    }
    if (isExcessive()) {
      throw new TooMuch();
    }
    if (bytes > limits.fieldSection() || count > limits.fieldCount()) {
      refusal = LocalReply.HEAD_TOO_LARGE;
    }
    if (refusal != null || malformed) {
      return;
    }
    if (!isValue(value.array(), value.arrayOffset(), value.length())) {
      malformed = true;
    } else if (pseudo) {
      pseudo(name, value);
    } else if (size > limits.field()) {
      refusal = LocalReply.HEAD_TOO_LARGE;
    } else {
      regular(name, value);
    }
  }

  private void pseudo(AsciiString name, AsciiString value) {
    int from = name.arrayOffset();
    Pseudo pseudo = Pseudo.of(name.array(), from, from + name.length());
    if (pseudo == null || has(pseudo) || count > (has(Pseudo.AUTHORITY) ? 1 : 0)) {
      malformed = true;
      return;
    }
    if (value.length() > limits.requestLine()) {
      refusal = pseudo == Pseudo.PATH ? LocalReply.URI_TOO_LONG : LocalReply.HEAD_TOO_LARGE;
      return;
    }
    int valueFrom = value.arrayOffset();
    int start;
    if (pseudo == Pseudo.AUTHORITY) {
      count++;
      byte[] host = FieldName.HOST.lowerCase();
      FieldName ignored =
          block.add(host, 0, host.length, value.array(), valueFrom, valueFrom + value.length());
      start = block.valueStart(block.count() - 1);
    } else {
      start = block.append(value.array(), valueFrom, value.length());
    }
    starts[pseudo.ordinal()] = start;
    ends[pseudo.ordinal()] = start + value.length();
  }

  private void regular(AsciiString name, AsciiString value) {
    int from = name.arrayOffset();
    int to = from + name.length();
    if (!isLowerToken(name.array(), from, to)) {
      malformed = true;
      return;
    }
    int valueFrom = value.arrayOffset();
    FieldName known =
        block.add(name.array(), from, to, value.array(), valueFrom, valueFrom + value.length());
    if (known == FieldName.COOKIE) {
      cookies++;
    }
  }

  private static boolean isLowerToken(byte[] name, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!LOWER_TOKEN[name[i] & 0xff]) {
        return false;
      }
    }
    return to > from;
  }

  /** Whether the bytes are free of control characters, and of blanks at either end. */
  private static boolean isValue(byte[] value, int from, int length) {
    if (length == 0) {
      return true;
    }
    int to = from + length;
    for (int i = from; i < to; i++) {
      if (!VALUE[value[i] & 0xff]) {
        return false;
      }
    }
    return !isBlank(value[from]) && !isBlank(value[to - 1]);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Makes one field of all crumbs (RFC 9113 section 8.2.3). */
  private void joinCookies() {
    byte[] joined = new byte[block.length()];
    int length = 0;
    int field = block.find(FieldName.COOKIE, 0);
    while (field >= 0) {
      if (length > 0) {
        System.arraycopy(CRUMB_SEPARATOR, 0, joined, length, CRUMB_SEPARATOR.length);
        length += CRUMB_SEPARATOR.length;
      }
      int size = block.valueEnd(field) - block.valueStart(field);
      System.arraycopy(block.bytes(), block.valueStart(field), joined, length, size);
      length += size;
      block.remove(field);
      field = block.find(FieldName.COOKIE, field + 1);
    }
    block.add(FieldName.COOKIE.lowerCase(), joined, 0, length);
  }

  // ---- what a map would answer: nobody asks

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("a header list is no map");
  }

  @Override
  public Iterator<Entry<CharSequence, CharSequence>> iterator() {
    throw unsupported();
  }

  @Override
  public Iterator<CharSequence> valueIterator(CharSequence name) {
    throw unsupported();
  }

  @Override
  public Http2Headers method(CharSequence value) {
    throw unsupported();
  }

  @Override
  public Http2Headers scheme(CharSequence value) {
    throw unsupported();
  }

  @Override
  public Http2Headers authority(CharSequence value) {
    throw unsupported();
  }

  @Override
  public Http2Headers path(CharSequence value) {
    throw unsupported();
  }

  @Override
  public Http2Headers status(CharSequence value) {
    throw unsupported();
  }

  @Override
  public CharSequence method() {
    throw unsupported();
  }

  @Override
  public CharSequence scheme() {
    throw unsupported();
  }

  @Override
  public CharSequence authority() {
    throw unsupported();
  }

  @Override
  public CharSequence path() {
    throw unsupported();
  }

  @Override
  public CharSequence status() {
    throw unsupported();
  }

  @Override
  public boolean contains(CharSequence name, CharSequence value, boolean caseInsensitive) {
    throw unsupported();
  }
}
