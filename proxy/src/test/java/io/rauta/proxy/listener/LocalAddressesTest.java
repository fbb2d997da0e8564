package io.rauta.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalAddressesTest {

  private long now = Long.MAX_VALUE - 5; // clocks of the system may overflow, too

  @Test
  void everyMachineHasAddressesAndTheyAreLiterals() {
    List<String> addresses = new LocalAddresses(() -> now).now();
    assertThat(addresses)
        .isNotEmpty()
        .allSatisfy(address -> assertThat(InetAddress.ofLiteral(address)).isNotNull());
  }

  @Test
  void theSystemIsAskedOnceASecond() {
    LocalAddresses local = new LocalAddresses(() -> now);
    List<String> first = local.now();
    now += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(local.now()).isSameAs(first);
    now += TimeUnit.MILLISECONDS.toNanos(1);
    assertThat(local.now()).isEqualTo(first).isNotSameAs(first);
  }
}
