package io.rauta.proxy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ReadSizesTest {

  private final ReadSizes sizes = new ReadSizes();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void growsWhileReadsAreFilled() {
    ExtendedHandle connection = sizes.newHandle();

    assertThat(connection.guess()).isEqualTo(ReadSizes.MIN);
    fill(connection, 5);

    assertThat(connection.guess()).isEqualTo(ReadSizes.MAX);
  }

  @Test
  void shrinksAfterShortReadsInARow() {
    ExtendedHandle connection = sizes.newHandle();
    fill(connection, 5);

    read(connection, 100);
    assertThat(connection.guess()).isEqualTo(ReadSizes.MAX);
    for (int i = 0; i < 10; i++) {
      read(connection, 100);
    }

    assertThat(connection.guess()).isEqualTo(ReadSizes.MIN);
  }

  @Test
  void fewConnectionsHeldBackChangeNothing() {
    ExtendedHandle connection = sizes.newHandle();
    fill(connection, 5);

    hold(64);

    assertThat(connection.guess()).isEqualTo(ReadSizes.MAX);
  }

  @Test
  void allReadLessTheMoreAreHeldBack() {
    ExtendedHandle connection = sizes.newHandle();
    fill(connection, 5);

    hold(512);
    assertThat(connection.guess()).isEqualTo(8 * 1024);
    hold(20_000);
    assertThat(connection.guess()).isEqualTo(ReadSizes.MIN);
  }

  @Test
  void readsGrowAgainWhenConnectionsAreReleased() {
    ExtendedHandle connection = sizes.newHandle();
    hold(20_000);
    for (int i = 0; i < 20_000; i++) {
      sizes.released();
    }

    fill(connection, 5);

    assertThat(connection.guess()).isEqualTo(ReadSizes.MAX);
  }

  private void hold(int connections) {
    for (int i = 0; i < connections; i++) {
      sizes.heldBack();
    }
  }

  private void fill(ExtendedHandle connection, int times) {
    for (int i = 0; i < times; i++) {
      read(connection, connection.guess());
    }
  }

  private void read(ExtendedHandle connection, int bytes) {
    connection.reset(channel.config());
    connection.attemptedBytesRead(connection.guess());
    connection.lastBytesRead(bytes);
    connection.readComplete();
  }
}
