package io.rauta.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Fatal alerts for clients that are refused before the TLS library is asked (RFC 8446 section 6.2).
 */
public enum Alert {
  UNEXPECTED_MESSAGE(10),
  ILLEGAL_PARAMETER(47),
  DECODE_ERROR(50),
  INTERNAL_ERROR(80),
  UNRECOGNIZED_NAME(112),
  NO_APPLICATION_PROTOCOL(120);

  private static final int ALERT_RECORD = 21;
  private static final int TLS_1_2 = 0x0303;
  private static final int FATAL = 2;
  private static final int LENGTH = 2;

  private final int code;

  Alert(int code) {
    this.code = code;
  }

  /** The alert as a record, to be released by the caller. */
  public ByteBuf record(ByteBufAllocator allocator) {
    return allocator
        .directBuffer(8)
        .writeByte(ALERT_RECORD)
        .writeShort(TLS_1_2)
        .writeShort(LENGTH)
        .writeByte(FATAL)
        .writeByte(code);
  }
}
