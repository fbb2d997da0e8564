package io.rauta.jmh;

import java.util.ArrayList;
import java.util.List;

/** Request heads as clients send them. */
public final class RequestHeads {

  /** What a load generator sends: five fields or fewer. */
  public static final String SMALL =
      """
      GET /service-42/items/42 HTTP/1.1\r
      Host: host-2.bench.example\r
      x-tenant: tenant-42\r
      User-Agent: bench/1\r
      Accept: */*\r
      \r
      """;

  /** What a browser sends: twelve fields, about 700 bytes. */
  public static final String BROWSER =
      """
      GET /shop/catalogue/items/42?colour=green&size=xl&page=3 HTTP/1.1\r
      Host: shop.example.com\r
      Connection: keep-alive\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
      Accept-Language: en-GB,en;q=0.7,fi;q=0.3\r
      Accept-Encoding: gzip, deflate, br, zstd\r
      Referer: https://shop.example.com/shop/catalogue?page=2\r
      Cookie: session=6f1f0a4e2c3b4d5e8f90a1b2c3d4e5f6; consent=all; theme=dark; basket=17\r
      Sec-Fetch-Dest: document\r
      Sec-Fetch-Mode: navigate\r
      Sec-Fetch-Site: same-origin\r
      Priority: u=0, i\r
      \r
      """;

  private RequestHeads() {}

  /** Start and end of name and value of each field. */
  static List<int[]> fieldPositions(String head) {
    List<int[]> positions = new ArrayList<>();
    int line = head.indexOf("\r\n") + 2;
    for (int end = head.indexOf("\r\n", line); end > line; end = head.indexOf("\r\n", line)) {
      int colon = head.indexOf(':', line);
      positions.add(new int[] {line, colon, colon + 2, end});
      line = end + 2;
    }
    return List.copyOf(positions);
  }
}
