package io.rauta.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the ClientHello in the first bytes of a connection, however it is cut into records and
 * reads. Takes nothing away: what was read is for the TLS library too.
 *
 * <p>Owned by one event loop; for one connection.
 */
public final class ClientHelloReader {

  /** Longest ClientHello that is read, in bytes. */
  static final int MOST = 16 * 1024;

  private static final int HANDSHAKE_RECORD = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int LONGEST_RECORD = 16 * 1024;
  private static final int MESSAGE_HEAD = 4;
  private static final int CLIENT_HELLO = 1;

  private byte[] message = new byte[1024];
  private int length;
  private int headRead;
  private int lengthHigh;
  private int recordLeft;
  private Optional<ClientHello> hello = Optional.empty();

  /** How far reading is. */
  public enum State {
    /** More bytes are needed. */
    MORE,
    /** The message is complete. */
    COMPLETE,
    /** This is TLS, but no ClientHello. */
    UNEXPECTED,
    /** The message is longer than is read. */
    TOO_LONG,
    /** This is not TLS. */
    FOREIGN
  }

  /** Reads {@code in}, which follows what was read before, and leaves it as it is. */
  public State read(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex()) {
      if (recordLeft > 0) {
        int taken = Math.min(recordLeft, in.writerIndex() - at);
        append(in, at, taken);
        at += taken;
        recordLeft -= taken;
        State state = judge();
        if (state != State.MORE) {
          return state;
        }
      } else {
        State state = head(in.getUnsignedByte(at++));
        if (state != State.MORE) {
          return state;
        }
      }
    }
    return State.MORE;
  }

  private State head(int octet) {
    switch (headRead++) {
      case 0 -> {
        if (octet != HANDSHAKE_RECORD) {
          return isRecord(octet) ? State.UNEXPECTED : State.FOREIGN;
        }
      }
      case 1 -> {
        if (octet != MAJOR_VERSION) {
          return State.FOREIGN;
        }
      }
      case 2 -> {}
      case 3 -> lengthHigh = octet;
      default -> {
        recordLeft = (lengthHigh << 8) | octet;
        headRead = 0;
        if (recordLeft == 0 || recordLeft > LONGEST_RECORD) {
          return State.UNEXPECTED;
        }
      }
    }
    return State.MORE;
  }

  /** Whether {@code octet} begins a record of TLS: its types are 20 to 24. */
  private static boolean isRecord(int octet) {
    return octet >= 20 && octet <= 24;
  }

  private void append(ByteBuf in, int at, int bytes) {
    int room = Math.min(bytes, MESSAGE_HEAD + MOST - length);
    if (length + room > message.length) {
      message = Arrays.copyOf(message, Math.max(length + room, 2 * message.length));
    }
    in.getBytes(at, message, length, room);
    length += room;
  }

  private State judge() {
    if (message[0] != CLIENT_HELLO) {
      return State.UNEXPECTED;
    }
    if (length < MESSAGE_HEAD) {
      return State.MORE;
    }
    int body = ((message[1] & 0xff) << 16) | ((message[2] & 0xff) << 8) | (message[3] & 0xff);
    if (body > MOST) {
      return State.TOO_LONG;
    }
    if (length < MESSAGE_HEAD + body) {
      return State.MORE;
    }
    hello = ClientHello.parse(ByteBuffer.wrap(message, MESSAGE_HEAD, body).slice());
    return State.COMPLETE;
  }

  /** What was read, once it is complete; empty where it breaks the grammar. */
  public Optional<ClientHello> hello() {
    return hello;
  }
}
