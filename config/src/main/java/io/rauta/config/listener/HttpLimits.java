package io.rauta.config.listener;

/**
 * Sizes and counts beyond which a request is refused.
 *
 * @param requestLine bytes of the request line without its line end; 414 beyond
 * @param field bytes of one field line; 431 beyond
 * @param fieldSection bytes of the whole field section, each field counted with 32 more; 431 beyond
 * @param fieldCount number of fields; 431 beyond
 * @param requestBody bytes of a request body; 413 beyond; {@link Long#MAX_VALUE} for none
 * @param pipelined requests waiting behind the one being answered; reading stops beyond
 */
public record HttpLimits(
    int requestLine, int field, int fieldSection, int fieldCount, long requestBody, int pipelined) {

  public static final HttpLimits DEFAULT =
      new HttpLimits(8 * 1024, 8 * 1024, 32 * 1024, 100, Long.MAX_VALUE, 16);

  public HttpLimits {
    requirePositive("requestLine", requestLine);
    requirePositive("field", field);
    requirePositive("fieldSection", fieldSection);
    requirePositive("fieldCount", fieldCount);
    requirePositive("requestBody", requestBody);
    requirePositive("pipelined", pipelined);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }
}
