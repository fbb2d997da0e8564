package io.rauta.app.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionRoomTest {

  private static final long MIB = 1 << 20;

  @Test
  void halfOfTheDescriptorsServeClients() {
    assertThat(ConnectionRoom.of(1024, 256 * MIB)).isEqualTo(448);
  }

  @Test
  void theHeapBoundsThemToo() {
    assertThat(ConnectionRoom.of(Integer.MAX_VALUE, 256 * MIB)).isEqualTo(21_845);
  }

  @Test
  void oneIsAlwaysServed() {
    assertThat(ConnectionRoom.of(10, 256 * MIB)).isEqualTo(1);
  }
}
