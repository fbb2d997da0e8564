package io.rauta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The proof that the check of every other class can fail. */
final class BufferLeaksTest {

  @RegisterExtension static final RunningGateway GATEWAY = new RunningGateway();

  @Test
  void bufferThatIsNotReleasedIsReportedOnce() {
    lose();
    assertThat(BufferLeaks.reported())
        .singleElement()
        .asString()
        .contains("lost here", "BufferLeaksTest.lose");
    assertThat(BufferLeaks.reported()).isEmpty();
  }

  private static void lose() {
    ByteBufAllocator.DEFAULT.directBuffer(1).touch("lost here");
  }
}
