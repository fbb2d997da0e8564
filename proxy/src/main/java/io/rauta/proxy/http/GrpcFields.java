package io.rauta.proxy.http;

import java.nio.charset.StandardCharsets;

/** How gRPC shows in the fields of a message. */
final class GrpcFields {

  private static final byte[] TYPE = "application/grpc".getBytes(StandardCharsets.US_ASCII);

  private GrpcFields() {}

  /**
   * Whether the content is gRPC: {@code application/grpc}, perhaps with an encoding of its messages
   * behind a plus sign, or with parameters. {@code application/grpc-web} is another protocol.
   */
  static boolean isContentType(HeaderBlock headers) {
    int field = headers.find(FieldName.CONTENT_TYPE, 0);
    if (field < 0) {
      return false;
    }
    byte[] bytes = headers.bytes();
    int start = headers.valueStart(field);
    int end = headers.valueEnd(field);
    int after = start + TYPE.length;
    return after <= end
        && Ascii.equalsLowerCase(bytes, start, after, TYPE)
        && (after == end || bytes[after] == '+' || bytes[after] == ';' || bytes[after] == ' ');
  }
}
