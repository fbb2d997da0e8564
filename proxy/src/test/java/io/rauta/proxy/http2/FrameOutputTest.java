package io.rauta.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Frames as they leave: cut where they are too long, ended or taken back where that is possible.
 */
final class FrameOutputTest {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FrameOutput out = new FrameOutput(channel, channel.voidPromise());

  @AfterEach
  void close() {
    out.discard();
    assertThat(channel.finishAndReleaseAll()).isFalse();
  }

  @Test
  void longListsGoOnInContinuations() {
    headers(1, 40_000, false);
    assertThat(left())
        .containsExactly(
            "HEADERS 1 16384 flags 0",
            "CONTINUATION 1 16384 flags 0",
            "CONTINUATION 1 7232 flags 4");
  }

  @Test
  void theLastFrameOfAStreamBecomesItsEnd() {
    headers(1, 10, false);
    assertThat(out.endWithLast(1)).isTrue();
    headers(3, 10, false);
    out.data(3, Unpooled.copiedBuffer(new byte[5]), false);
    assertThat(out.endWithLast(1)).isFalse();
    assertThat(out.endWithLast(3)).isTrue();
    assertThat(left())
        .containsExactly("HEADERS 1 10 flags 5", "HEADERS 3 10 flags 4", "DATA 3 5 flags 1");
  }

  @Test
  void whatHasLeftCannotBeEndedAnyMore() {
    headers(1, 10, false);
    assertThat(left()).hasSize(1);
    assertThat(out.endWithLast(1)).isFalse();
    out.end(1);
    assertThat(left()).containsExactly("DATA 1 0 flags 1");
  }

  @Test
  void anAnswerIsTakenBackUnlessSomethingFollows() {
    headers(1, 10, false);
    headers(3, 10, false);
    out.hold(3);
    out.data(3, Unpooled.copiedBuffer(new byte[5]), false);
    assertThat(out.takeBack(1)).isFalse();
    assertThat(out.takeBack(3)).isTrue();
    assertThat(left()).containsExactly("HEADERS 1 10 flags 4");
    headers(5, 10, false);
    out.hold(5);
    out.pingAck(1);
    assertThat(out.takeBack(5)).isFalse();
    assertThat(left()).hasSize(2);
  }

  private void headers(int stream, int bytes, boolean end) {
    ByteBuf room = out.beginHeaders(stream, bytes);
    room.writeZero(bytes);
    out.endHeaders(stream, room, end);
  }

  private List<String> left() {
    out.flush();
    List<String> frames = new ArrayList<>();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      while (bytes.isReadable()) {
        int length = bytes.readUnsignedMedium();
        String type =
            switch (bytes.readByte()) {
              case 0 -> "DATA";
              case 1 -> "HEADERS";
              case 6 -> "PING";
              case 9 -> "CONTINUATION";
              default -> "other";
            };
        int flags = bytes.readByte();
        frames.add(type + " " + bytes.readInt() + " " + length + " flags " + flags);
        bytes.skipBytes(length);
      }
      bytes.release();
    }
    return frames;
  }
}
