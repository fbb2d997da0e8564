package io.rauta.proxy.grpc;

import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;

/** Statuses of calls, 0 to 16, and those of HTTP that they correspond to. */
final class GrpcStatus {

  /** No status was told, or none that is known. */
  static final int UNKNOWN = 2;

  static final int CANCELLED = 1;

  /** There is no field that tells a status. */
  static final int NONE = -1;

  private static final int LAST = 16;

  private GrpcStatus() {}

  /** The status that the fields tell, {@link #UNKNOWN} for one that is none, or {@link #NONE}. */
  static int of(HeaderBlock headers) {
    int field = headers.find(FieldName.GRPC_STATUS, 0);
    if (field < 0) {
      return NONE;
    }
    byte[] bytes = headers.bytes();
    int start = headers.valueStart(field);
    int digits = headers.valueEnd(field) - start;
    if (digits < 1 || digits > 2 || !isDigit(bytes[start]) || !isDigit(bytes[start + digits - 1])) {
      return UNKNOWN;
    }
    int status =
        digits == 1 ? bytes[start] - '0' : (bytes[start] - '0') * 10 + bytes[start + 1] - '0';
    return status <= LAST ? status : UNKNOWN;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * The status of a call that was answered by HTTP alone ({@code http-grpc-status-mapping} of the
   * gRPC project).
   */
  static int ofHttp(int status) {
    return switch (status) {
      case 400 -> 13;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 12;
      case 429, 502, 503, 504 -> 14;
      default -> UNKNOWN;
    };
  }

  /** The status of HTTP that says the same ({@code google.rpc.Code}); 200 for OK. */
  static int toHttp(int status) {
    return switch (status) {
      case 0 -> 200;
      case 1 -> 499;
      case 3, 9, 11 -> 400;
      case 4 -> 504;
      case 5 -> 404;
      case 6, 10 -> 409;
      case 7 -> 403;
      case 8 -> 429;
      case 12 -> 501;
      case 14 -> 503;
      case 16 -> 401;
      default -> 500;
    };
  }
}
