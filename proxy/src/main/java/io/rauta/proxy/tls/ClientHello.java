package io.rauta.proxy.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says before its handshake begins, as far as that decides by whom it is met. The
 * rest is judged by the TLS library.
 *
 * @param serverName the name it asks for in lower case; empty where it names nobody
 * @param protocols what it offers by ALPN; empty where it knows no ALPN
 */
public record ClientHello(String serverName, List<String> protocols) {

  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int ALPN = 16;

  /**
   * Reads the body of a ClientHello (RFC 8446 section 4.1.2); empty where it breaks the grammar.
   *
   * @param body behind the head of the handshake message
   */
  static Optional<ClientHello> parse(ByteBuffer body) {
    try {
      skip(body, VERSION_AND_RANDOM);
      skip(body, Byte.toUnsignedInt(body.get()));
      skip(body, Short.toUnsignedInt(body.getShort()));
      skip(body, Byte.toUnsignedInt(body.get()));
      String name = "";
      List<String> protocols = List.of();
      if (body.hasRemaining()) {
        ByteBuffer extensions = take(body, Short.toUnsignedInt(body.getShort()));
        while (extensions.hasRemaining()) {
          int type = Short.toUnsignedInt(extensions.getShort());
          ByteBuffer value = take(extensions, Short.toUnsignedInt(extensions.getShort()));
          if (type == SERVER_NAME) {
            name = name(value);
          } else if (type == ALPN) {
            protocols = protocols(value);
          }
        }
      }
      return Optional.of(new ClientHello(name, protocols));
    } catch (BufferUnderflowException broken) {
      return Optional.empty();
    }
  }

  private static String name(ByteBuffer value) {
    ByteBuffer names = take(value, Short.toUnsignedInt(value.getShort()));
    while (names.hasRemaining()) {
      int type = names.get();
      String name = text(take(names, Short.toUnsignedInt(names.getShort())));
      if (type == HOST_NAME) {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static List<String> protocols(ByteBuffer value) {
    ByteBuffer list = take(value, Short.toUnsignedInt(value.getShort()));
    List<String> protocols = new ArrayList<>();
    while (list.hasRemaining()) {
      protocols.add(text(take(list, Byte.toUnsignedInt(list.get()))));
    }
    return List.copyOf(protocols);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }

  private static void skip(ByteBuffer from, int bytes) {
    take(from, bytes);
  }

  private static ByteBuffer take(ByteBuffer from, int bytes) {
    if (bytes > from.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer taken = from.slice(from.position(), bytes);
    from.position(from.position() + bytes);
    return taken;
  }

  /** Whether one of the versions of HTTP that it offers is served, or it offers none at all. */
  public boolean canAgree() {
    return protocols.isEmpty() || protocols.stream().anyMatch(Alpn.SERVED::contains);
  }
}
