package io.rauta.origins.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One frame (RFC 9113 section 4.1).
 *
 * @param type see the constants
 * @param flags see the constants
 * @param stream its stream, 0 for the connection
 * @param payload not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Frame(int type, int flags, int stream, byte[] payload) {

  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;
  public static final int PADDED = 8;
  public static final int PRIORITIZED = 0x20;

  public static final int NO_ERROR = 0;
  public static final int PROTOCOL_ERROR = 1;
  public static final int INTERNAL_ERROR = 2;
  public static final int FLOW_CONTROL_ERROR = 3;
  public static final int STREAM_CLOSED = 5;
  public static final int REFUSED_STREAM = 7;
  public static final int CANCEL = 8;
  public static final int ENHANCE_YOUR_CALM = 11;

  public static final int HEADER_TABLE_SIZE = 1;
  public static final int ENABLE_PUSH = 2;
  public static final int MAX_CONCURRENT_STREAMS = 3;
  public static final int INITIAL_WINDOW_SIZE = 4;
  public static final int MAX_FRAME_SIZE = 5;
  public static final int MAX_HEADER_LIST_SIZE = 6;
  public static final int ENABLE_CONNECT_PROTOCOL = 8;

  private static final String[] NAMES = {
    "DATA",
    "HEADERS",
    "PRIORITY",
    "RST_STREAM",
    "SETTINGS",
    "PUSH_PROMISE",
    "PING",
    "GOAWAY",
    "WINDOW_UPDATE",
    "CONTINUATION"
  };

  /** A part of a body. */
  public static Frame data(int stream, byte[] bytes, int flags) {
    return new Frame(DATA, flags, stream, bytes);
  }

  /** A part of a body that is text, one byte per character. */
  public static Frame data(int stream, String text, int flags) {
    return data(stream, text.getBytes(StandardCharsets.ISO_8859_1), flags);
  }

  /** The end of a stream. */
  public static Frame reset(int stream, int code) {
    return new Frame(RST_STREAM, 0, stream, fourBytes(code));
  }

  /** Settings: an identifier and its value, the next identifier and its value, and so on. */
  public static Frame settings(int... settings) {
    ByteBuffer payload = ByteBuffer.allocate(settings.length / 2 * 6);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    return new Frame(SETTINGS, 0, 0, payload.array());
  }

  /** The answer to settings. */
  public static Frame settingsAck() {
    return new Frame(SETTINGS, ACK, 0, new byte[0]);
  }

  /** A ping. */
  public static Frame ping(long data, int flags) {
    return new Frame(PING, flags, 0, ByteBuffer.allocate(8).putLong(data).array());
  }

  /** The end of a connection: streams up to {@code last} may be worked on. */
  public static Frame goAway(int last, int code) {
    return new Frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(code).array());
  }

  /** Leave for {@code bytes} more. */
  public static Frame windowUpdate(int stream, int bytes) {
    return new Frame(WINDOW_UPDATE, 0, stream, fourBytes(bytes));
  }

  private static byte[] fourBytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /** Whether a flag is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The number that its payload has at {@code at}: a code, a window, a last stream. */
  public int number(int at) {
    return ByteBuffer.wrap(payload).getInt(at);
  }

  /** Its payload as text, one character per byte. */
  public String text() {
    return new String(payload, StandardCharsets.ISO_8859_1);
  }

  /** The value of a setting, or {@code otherwise} where it does not say it. */
  public int setting(int identifier, int otherwise) {
    ByteBuffer settings = ByteBuffer.wrap(payload);
    int found = otherwise;
    while (settings.remaining() >= 6) {
      int name = settings.getShort();
      int value = settings.getInt();
      found = name == identifier ? value : found;
    }
    return found;
  }

  /** The frame as bytes. */
  public byte[] bytes() {
    int length = payload.length;
    return ByteBuffer.allocate(9 + length)
        .put((byte) (length >> 16))
        .put((byte) (length >> 8))
        .put((byte) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  @Override
  public String toString() {
    String name = type < NAMES.length ? NAMES[type] : "type " + type;
    return name + "[stream " + stream + ", flags " + flags + ", " + payload.length + " bytes]";
  }
}
