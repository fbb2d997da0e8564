package io.rauta.proxy.http2.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rauta.origins.Field;
import io.rauta.origins.h2.Hpack;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read alike by a decoder that shares no code with it. */
final class FieldWriterTest {

  private final HeaderBlock block = new HeaderBlock();

  @Test
  void writesNamesInLowerCaseAndLeavesConnectionFieldsOut() throws IOException {
    add("Content-Type", "text/plain");
    add("X-Thing", "A b");
    add("Connection", "close");
    add("content_type", "x");
    add("Set-Cookie", "a=1");
    add("Removed", "1");
    block.remove(block.count() - 1);
    assertThat(written())
        .containsExactly(
            new Field("content-type", "text/plain"),
            new Field("x-thing", "A b"),
            new Field("content_type", "x"),
            new Field("set-cookie", "a=1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 126, 127, 128, 254, 255, 16_000})
  void writesValuesOfEveryLength(int length) throws IOException {
    add("x", "v".repeat(length));
    add("y".repeat(Math.max(1, length / 2)), "z");
    assertThat(written())
        .containsExactly(
            new Field("x", "v".repeat(length)),
            new Field("y".repeat(Math.max(1, length / 2)), "z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200, 204, 206, 304, 400, 404, 421, 500, 599})
  void writesEveryStatus(int status) throws IOException {
    ByteBuf out = Unpooled.buffer();
    FieldWriter.status(out, status);
    assertThat(decoded(out)).containsExactly(new Field(":status", status + ""));
  }

  @Test
  void saysOnceThatNoTableIsUsed() {
    FieldWriter writer = new FieldWriter();
    ByteBuf out = Unpooled.buffer();
    writer.begin(out);
    assertThat(out.readableBytes()).isZero();
    writer.tableSizeNamed();
    writer.begin(out);
    writer.begin(out);
    assertThat(ByteBufUtil.getBytes(out)).containsExactly(0x20);
  }

  private void add(String name, String value) {
    FieldName ignored = block.add(bytes(name), 0, name.length(), bytes(value), 0, value.length());
  }

  private List<Field> written() throws IOException {
    ByteBuf out = Unpooled.buffer();
    FieldWriter.fields(out, block);
    assertThat(out.readableBytes()).isLessThanOrEqualTo(FieldWriter.maxBytes(block));
    return decoded(out);
  }

  private static List<Field> decoded(ByteBuf out) throws IOException {
    return new Hpack().decode(ByteBufUtil.getBytes(out));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
