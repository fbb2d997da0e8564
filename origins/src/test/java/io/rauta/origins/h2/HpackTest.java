package io.rauta.origins.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rauta.origins.Field;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HPACK by the examples of RFC 7541 appendix C. */
final class HpackTest {

  private final Hpack hpack = new Hpack();

  private List<Field> decode(String hex) throws IOException {
    return hpack.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void requestsWithHuffmanAndDynamicTable() throws IOException {
    assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
        .containsExactly(
            new Field(":method", "GET"),
            new Field(":scheme", "http"),
            new Field(":path", "/"),
            new Field(":authority", "www.example.com"));
    assertThat(decode("8286 84be 5886 a8eb 1064 9cbf"))
        .containsExactly(
            new Field(":method", "GET"),
            new Field(":scheme", "http"),
            new Field(":path", "/"),
            new Field(":authority", "www.example.com"),
            new Field("cache-control", "no-cache"));
    assertThat(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
        .containsExactly(
            new Field(":method", "GET"),
            new Field(":scheme", "https"),
            new Field(":path", "/index.html"),
            new Field(":authority", "www.example.com"),
            new Field("custom-key", "custom-value"));
  }

  @Test
  void whatIsEncodedIsDecoded() throws IOException {
    List<Field> fields = List.of(new Field(":path", "/" + "long/".repeat(80)), new Field("x", ""));
    assertThat(hpack.decode(Hpack.encode(fields))).isEqualTo(fields);
  }

  @Test
  void brokenBlocksAreRefused() {
    assertThatThrownBy(() -> decode("be")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> decode("0003 61")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> decode("0001 6181 00")).isInstanceOf(IOException.class);
  }
}
