package io.rauta.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares header blocks with a plain list of fields. */
class HeaderBlockTest {

  private static final String[] NAMES = {
    "Host", "X-A", "x-a", "X_A", "Content-Length", "TE", "Cookie", "cookie", "X-Forwarded-For", "b"
  };
  private static final String[] VALUES = {
    "", "1", "a b", "x\u00e9\u0080", "long ".repeat(30) + "."
  };
  private static final String[] BEFORE = {"", " ", " ", " ", " ", "\t", "  "};
  private static final String[] AFTER = {"", "", "", "", " ", "\t "};

  private final HeaderBlock block = new HeaderBlock();

  /** A field of the model; a removed one keeps its place, as positions do. */
  private record Field(String name, String value, boolean removed) {
    Field gone() {
      return new Field(name, value, true);
    }
  }

  @Test
  void writesWhatCameInPlainForm() {
    start("GET / HTTP/1.1");
    receive("Host", " ", "a", "");
    receive("X-A", " ", "1", "");
    end();
    assertThat(written()).isEqualTo("Host: a\r\nX-A: 1\r\n");
  }

  @Test
  void writesSurplusBlanksNotAtAll() {
    receive("Host", "", "a", "");
    receive("X-A", " \t", "1 2", "  ");
    receive("X-B", "", "", "");
    assertThat(written()).isEqualTo("Host: a\r\nX-A: 1 2\r\nX-B: \r\n");
  }

  @Test
  void promisesRoomForWhatItWrites() {
    for (int i = 0; i < 50; i++) {
      receive("X", "", "1", "");
    }
    assertThat(written().length()).isLessThanOrEqualTo(block.maxWritten());
  }

  @Test
  void removedFieldsAreNotFoundAndNotWritten() {
    receive("Cookie", " ", "1", "");
    receive("X-A", " ", "2", "");
    receive("cookie", " ", "3", "");
    block.remove(0);
    assertThat(block.find(FieldName.COOKIE, 0)).isEqualTo(2);
    block.removeAll(FieldName.COOKIE);
    assertThat(block.find(FieldName.COOKIE, 0)).isEqualTo(-1);
    assertThat(block.count()).isEqualTo(3);
    assertThat(written()).isEqualTo("X-A: 2\r\n");
  }

  @Test
  void addedFieldMayCopyFromTheBlockItself() {
    receive("X-A", " ", "v".repeat(900), "");
    block.add(bytes("X-B"), block.bytes(), block.valueStart(0), block.valueEnd(0));
    assertThat(block.value(1)).isEqualTo("v".repeat(900));
  }

  @Test
  void clearForgetsEverything() {
    receive("X-A", " ", "v".repeat(40_000), "");
    block.clear();
    assertThat(block.count()).isZero();
    assertThat(block.length()).isZero();
    assertThat(block.find(bytes("x-a"), 0)).isEqualTo(-1);
    assertThat(block.bytes().length).isLessThan(16 * 1024);
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomEditsEqualTheModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int message = 0; message < 2_000; message++) {
      List<Field> model = receiveAtRandom(random);
      for (int edits = random.nextInt(12); edits > 0; edits--) {
        edit(model, random);
      }
      assertSame(model);
    }
  }

  private List<Field> receiveAtRandom(SplittableRandom random) {
    List<Field> model = new ArrayList<>();
    block.clear();
    if (random.nextBoolean()) {
      start("GET / HTTP/1.1");
    }
    for (int fields = random.nextInt(30); fields > 0; fields--) {
      Field field = new Field(pick(NAMES, random), pick(VALUES, random), false);
      // An empty value has no blanks behind it: those in front of it are all there are.
      String after = field.value().isEmpty() ? "" : pick(AFTER, random);
      receive(field.name(), pick(BEFORE, random), field.value(), after);
      model.add(field);
    }
    end();
    return model;
  }

  private void edit(List<Field> model, SplittableRandom random) {
    String name = pick(NAMES, random);
    switch (random.nextInt(4)) {
      case 0 -> {
        if (!model.isEmpty()) {
          int at = random.nextInt(model.size());
          block.remove(at);
          model.set(at, model.get(at).gone());
        }
      }
      case 1 -> {
        byte[] lowerCase = bytes(name.toLowerCase(Locale.ROOT));
        block.removeAll(lowerCase);
        model.replaceAll(field -> field.name().equalsIgnoreCase(name) ? field.gone() : field);
      }
      case 2 -> {
        block.removeAll(FieldName.COOKIE);
        model.replaceAll(field -> field.name().equalsIgnoreCase("cookie") ? field.gone() : field);
      }
      default -> {
        Field field = new Field(name, pick(VALUES, random), false);
        block.add(bytes(field.name()), bytes(field.value()));
        model.add(field);
      }
    }
  }

  private void assertSame(List<Field> model) {
    StringBuilder expected = new StringBuilder();
    for (int at = 0; at < model.size(); at++) {
      Field field = model.get(at);
      assertThat(block.nameText(at)).isEqualTo(field.name());
      assertThat(block.value(at)).isEqualTo(field.value());
      assertThat(block.isRemoved(at)).isEqualTo(field.removed());
      if (!field.removed()) {
        expected.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    assertThat(block.count()).isEqualTo(model.size());
    assertThat(written()).isEqualTo(expected.toString());
    assertThat(expected.length()).isLessThanOrEqualTo(block.maxWritten());
    for (String name : NAMES) {
      assertThat(block.find(bytes(name.toLowerCase(Locale.ROOT)), 0)).isEqualTo(first(model, name));
    }
  }

  private static int first(List<Field> model, String name) {
    for (int at = 0; at < model.size(); at++) {
      if (!model.get(at).removed() && model.get(at).name().equalsIgnoreCase(name)) {
        return at;
      }
    }
    return -1;
  }

  private void start(String line) {
    append(line + "\r\n");
  }

  private void end() {
    append("\r\n");
  }

  private void receive(String name, String before, String value, String after) {
    int nameStart = block.length();
    append(name + ':' + before + value + after + "\r\n");
    int nameEnd = nameStart + name.length();
    int valueStart = nameEnd + 1 + before.length();
    int valueEnd = valueStart + value.length();
    block.index(nameStart, nameEnd, valueStart, valueEnd, block.length());
  }

  private void append(String text) {
    ByteBuf source = Unpooled.copiedBuffer(text, ISO_8859_1);
    block.append(source, source.readableBytes());
    source.release();
  }

  private String written() {
    ByteBuf out = Unpooled.buffer();
    block.writeTo(out);
    String text = out.toString(ISO_8859_1);
    out.release();
    return text;
  }

  private static String pick(String[] from, SplittableRandom random) {
    return from[random.nextInt(from.length)];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
