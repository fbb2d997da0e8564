package io.rauta.origins.h2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The Huffman code of HPACK (RFC 7541 appendix B). It is canonical: the lengths of the codes say
 * which they are.
 */
final class Huffman {

  private static final int EOS = 256;
  private static final int LONGEST = 30;
  private static final int[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23,
    23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20,
    22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22,
    22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26,
    27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
    25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30
  };
  private static final int[] FIRST_CODE = new int[LONGEST + 2];
  private static final int[] FIRST_INDEX = new int[LONGEST + 2];
  private static final int[] SYMBOLS = new int[LENGTHS.length];

  static {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      FIRST_CODE[length] = code;
      FIRST_INDEX[length] = index;
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          SYMBOLS[index++] = symbol;
          code++;
        }
      }
      FIRST_INDEX[length + 1] = index;
      code <<= 1;
    }
  }

  private Huffman() {}

  /** Decodes a string. */
  static byte[] decode(byte[] bytes, int from, int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length * 2);
    int code = 0;
    int bits = 0;
    for (int i = 0; i < length * 8; i++) {
      code = code << 1 | (bytes[from + i / 8] >> (7 - i % 8) & 1);
      bits++;
      int index = bits > LONGEST ? -1 : FIRST_INDEX[bits] + code - FIRST_CODE[bits];
      if (bits > LONGEST) {
        throw new IOException("no Huffman code");
      }
      if (index >= FIRST_INDEX[bits] && index < FIRST_INDEX[bits + 1]) {
        if (SYMBOLS[index] == EOS) {
          throw new IOException("EOS inside a Huffman string");
        }
        out.write(SYMBOLS[index]);
        code = 0;
        bits = 0;
      }
    }
    if (bits > 7 || code != (1 << bits) - 1) {
      throw new IOException("bad Huffman padding");
    }
    return out.toByteArray();
  }
}
