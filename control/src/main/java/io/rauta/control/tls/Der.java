package io.rauta.control.tls;

import java.util.Arrays;

/** As much of DER (X.690) as it takes to put one structure into another. */
final class Der {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int LONG_FORM = 0x80;

  private Der() {}

  /** A sequence of elements that are complete. */
  static byte[] sequence(byte[]... elements) {
    int length = 0;
    for (byte[] element : elements) {
      length += element.length;
    }
    byte[] content = new byte[length];
    int at = 0;
    for (byte[] element : elements) {
      System.arraycopy(element, 0, content, at, element.length);
      at += element.length;
    }
    return element(SEQUENCE, content);
  }

  /** A string of bytes. */
  static byte[] octets(byte[] content) {
    return element(OCTET_STRING, content);
  }

  /** The first element of a sequence that is known to be well formed. */
  static byte[] firstOf(byte[] sequence) {
    int begin = headLength(sequence, 0);
    return Arrays.copyOfRange(sequence, begin, begin + wholeLength(sequence, begin));
  }

  private static byte[] element(int tag, byte[] content) {
    byte[] head = head(tag, content.length);
    byte[] element = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, element, head.length, content.length);
    return element;
  }

  private static byte[] head(int tag, int length) {
    if (length < LONG_FORM) {
      return new byte[] {(byte) tag, (byte) length};
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
    byte[] head = new byte[2 + bytes];
    head[0] = (byte) tag;
    head[1] = (byte) (LONG_FORM | bytes);
    for (int i = 0; i < bytes; i++) {
      head[2 + i] = (byte) (length >>> (Byte.SIZE * (bytes - 1 - i)));
    }
    return head;
  }

  private static int headLength(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return first < LONG_FORM ? 2 : 2 + (first & ~LONG_FORM);
  }

  private static int wholeLength(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    int length = first;
    if (first >= LONG_FORM) {
      length = 0;
      for (int i = 0; i < (first & ~LONG_FORM); i++) {
        length = (length << Byte.SIZE) | (der[at + 2 + i] & 0xff);
      }
    }
    return headLength(der, at) + length;
  }
}
