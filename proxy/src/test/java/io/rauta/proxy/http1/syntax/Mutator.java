package io.rauta.proxy.http1.syntax;

import io.rauta.origins.vectors.Escapes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes new messages of known ones: changes bytes, repeats and drops parts, joins two. */
final class Mutator {

  private static final List<byte[]> WORDS =
      Stream.of(
              "\\r\\n",
              "\\r",
              "\\n",
              "\\r\\n\\r\\n",
              "\\x20",
              "\\t",
              "\\x00",
              "\\x0b",
              "\\x7f",
              "\\x80",
              "\\xff",
              ":",
              ";",
              ",",
              "=",
              "\"",
              "\\\\",
              "0",
              "1",
              "5",
              "00",
              "/",
              "..",
              "/../",
              "%2e",
              "%2f",
              "%00",
              "%",
              "?",
              "#",
              "*",
              "[",
              "]",
              "::",
              "@",
              "_",
              "-",
              "+",
              "chunked",
              "identity",
              "Transfer-Encoding: chunked\\r\\n",
              "Content-Length: 5\\r\\n",
              "Content-Length: 0\\r\\n",
              "Host: a\\r\\n",
              "Host: b\\r\\n",
              "Connection: close\\r\\n",
              "Connection: x,host\\r\\n",
              "Connection: content-length\\r\\n",
              "Expect: 100-continue\\r\\n",
              "TE: trailers\\r\\n",
              "X: 1\\r\\n",
              "X:\\r\\n",
              " HTTP/1.1\\r\\n",
              "HTTP/1.0",
              "http://a",
              "0\\r\\n\\r\\n",
              "5\\r\\nhello\\r\\n",
              ";a=\"b\"",
              "GET /x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
          .map(Escapes::decode)
          .toList();

  private final SplittableRandom random;
  private final List<byte[]> seeds;

  Mutator(SplittableRandom random, List<byte[]> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  byte[] next() {
    byte[] message = seed();
    for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
      message = mutated(message);
    }
    return message;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] mutated(byte[] message) {
    int at = random.nextInt(message.length + 1);
    int end = Math.min(message.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 30));
    byte[] before = Arrays.copyOf(message, at);
    byte[] part = Arrays.copyOfRange(message, at, end);
    byte[] after = Arrays.copyOfRange(message, end, message.length);
    return switch (random.nextInt(8)) {
      case 0 -> joined(before, new byte[] {(byte) random.nextInt(256)}, part, after);
      case 1 -> joined(before, after);
      case 2 -> joined(before, part, part, after);
      case 3 -> joined(before, after, part);
      case 4 -> spliced(message, seed());
      case 5 -> flipped(message);
      default -> joined(before, WORDS.get(random.nextInt(WORDS.size())), part, after);
    };
  }

  private byte[] flipped(byte[] message) {
    byte[] changed = message.clone();
    if (changed.length > 0) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  /** The first lines of one and the last lines of another. */
  private byte[] spliced(byte[] first, byte[] second) {
    return joined(
        Arrays.copyOf(first, lineStart(first)),
        Arrays.copyOfRange(second, lineStart(second), second.length));
  }

  private int lineStart(byte[] message) {
    int at = random.nextInt(message.length + 1);
    while (at > 0 && at < message.length && message[at - 1] != '\n') {
      at++;
    }
    return at;
  }

  static byte[] joined(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
