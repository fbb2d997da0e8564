package io.rauta.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseSink;
import io.rauta.proxy.http.UpstreamStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  private final ReplayRoom room = new ReplayRoom();
  private final RequestBody body = new RequestBody(PooledByteBufAllocator.DEFAULT, room);
  private final Backend first = new Backend();
  private final Backend second = new Backend();

  @AfterEach
  void nothingStaysKept() {
    body.clear();
    assertThat(room.hasRoomFor(ReplayRoom.BYTES)).isTrue();
  }

  @Test
  void whatCameBeforeTheStreamIsSentFirst() {
    body.start(false, false);
    body.add(bytes("ab"));
    body.add(bytes("c"));
    body.sendTo(first);
    body.add(bytes("d"));

    assertThat(first.got).hasToString("abcd");
    assertThat(body.isWhole()).isFalse();
  }

  @Test
  void aSmallBodyIsSentAgain() {
    body.start(true, true);
    body.sendTo(first);
    body.add(bytes("ab"));
    body.add(bytes("c"));
    body.hold();
    body.add(bytes("d"));
    body.sendTo(second);
    body.add(bytes("e"));

    assertThat(first.got).hasToString("abc");
    assertThat(second.got).hasToString("abcde");
    assertThat(body.isReplayable()).isTrue();
  }

  @Test
  void aLargeBodyIsPassedOnAndNotKept() {
    body.start(true, true);
    body.sendTo(first);
    body.add(Unpooled.wrappedBuffer(new byte[RequestBody.REPLAYED]));
    assertThat(body.isWhole()).isTrue();

    body.add(bytes("a"));

    assertThat(body.isWhole()).isFalse();
    assertThat(first.got).hasSize(RequestBody.REPLAYED + 1);
    assertThat(room.hasRoomFor(ReplayRoom.BYTES)).isTrue();
  }

  @Test
  void nothingIsKeptWhereOtherRequestsHaveTakenTheRoom() {
    room.take(ReplayRoom.BYTES - 1);
    body.start(true, true);
    body.sendTo(first);
    body.add(bytes("a"));
    assertThat(body.isWhole()).isTrue();

    body.add(bytes("b"));

    assertThat(body.isWhole()).isFalse();
    assertThat(first.got).hasToString("ab");
    room.giveBack(ReplayRoom.BYTES - 1);
  }

  @Test
  void aPartDoesNotHoldOnToWhatWasReadWithIt() {
    ByteBuf read = bytes("a part of a large read");
    body.start(true, true);
    body.sendTo(first);
    body.add(read.readRetainedSlice(1));

    assertThat(read.refCnt()).isEqualTo(1);
    read.release();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** Takes note of the body. */
  private static final class Backend implements UpstreamStream {
    private final StringBuilder got = new StringBuilder();

    @Override
    public void sendHead(RequestHead head, ResponseSink sink) {}

    @Override
    public void sendData(ByteBuf data) {
      got.append(data.toString(StandardCharsets.US_ASCII));
      data.release();
    }

    @Override
    public void sendEnd(@Nullable HeaderBlock trailers) {}

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void pauseResponse() {}

    @Override
    public void resumeResponse() {}

    @Override
    public void cancel() {}

    @Override
    public boolean probe() {
      return true;
    }
  }
}
