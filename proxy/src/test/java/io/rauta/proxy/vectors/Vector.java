package io.rauta.proxy.vectors;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a peer sends and what has to come of them.
 *
 * @param id unique among all vectors
 * @param source the row of the threat table, then the advisory, RFC section or suite it is from
 * @param sent the bytes, also as one char a byte
 * @param expected what has to be seen, in order; see {@link Seen#describe}
 */
public record Vector(String id, String source, Bytes sent, List<String> expected) {

  private static final int CUT_EVERYWHERE = 1024;
  private static final int CUT_AT_ENDS = 256;

  public Vector {
    expected = List.copyOf(expected);
  }

  /** Bytes that compare by value. */
  @SuppressWarnings("ArrayRecordComponent") // read only, and vectors are compared by id
  public record Bytes(byte[] array) {}

  /** The bytes. */
  public byte[] bytes() {
    return sent.array();
  }

  /**
   * Where to cut: everywhere, or in long vectors near both ends and around every line end.
   *
   * @return positions between 1 and the length less 1
   */
  public List<Integer> cuts() {
    byte[] bytes = bytes();
    List<Integer> cuts = new ArrayList<>();
    for (int at = 1; at < bytes.length; at++) {
      boolean nearEnd =
          bytes.length <= CUT_EVERYWHERE || at <= CUT_AT_ENDS || at >= bytes.length - CUT_AT_ENDS;
      if (nearEnd || isLineEnd(bytes[at - 1]) || isLineEnd(bytes[at])) {
        cuts.add(at);
      }
    }
    return cuts;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  @Override
  public String toString() {
    return id;
  }
}
