package io.rauta.control.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Text of PEM blocks (RFC 7468). What stands outside of them is explanatory and passed over; a
 * block that is not complete makes the whole text unusable.
 */
final class Pem {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final Base64.Encoder ENCODER =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  /**
   * One block.
   *
   * @param label for example {@code CERTIFICATE}
   * @param base64 its content without white space
   */
  record Block(String label, String base64) {

    byte[] der() throws UnusableText {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw new UnusableText("holds a PEM block " + label + " that is not base64");
      }
    }

    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  /** The blocks of {@code text} in its order. */
  static List<Block> blocks(String text) throws UnusableText {
    List<Block> blocks = new ArrayList<>(2);
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int nameEnd = text.indexOf(DASHES, at + BEGIN.length());
      String label = nameEnd < 0 ? "" : text.substring(at + BEGIN.length(), nameEnd);
      if (label.isEmpty() || label.length() > 64 || label.indexOf('\n') >= 0) {
        throw new UnusableText("holds the start of a PEM block that has no name");
      }
      int end = text.indexOf(END + label + DASHES, nameEnd);
      if (end < 0) {
        throw new UnusableText("holds a PEM block that does not end");
      }
      String body = text.substring(nameEnd + DASHES.length(), end);
      if (body.indexOf(':') >= 0) {
        throw new UnusableText("holds a PEM block with headers, as encrypted keys have them");
      }
      blocks.add(new Block(label, body.replaceAll("\\s", "")));
      at = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  /** The block that holds {@code der}, with its line end. */
  static String write(String label, byte[] der) {
    return BEGIN + label + "-----\n" + ENCODER.encodeToString(der) + "\n" + END + label + "-----\n";
  }
}
