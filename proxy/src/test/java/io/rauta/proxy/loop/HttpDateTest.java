package io.rauta.proxy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HttpDateTest {

  private final AtomicLong millis = new AtomicLong(784_111_777_000L);
  private final HttpDate date = new HttpDate(millis::get);

  @Test
  void isWrittenAsRfc9110Does() {
    assertThat(text())
        .isEqualTo("date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
        .hasSize(HttpDate.LENGTH);
  }

  @Test
  void isWrittenAnewOnceASecond() {
    byte[] first = date.field();
    millis.addAndGet(999);
    assertThat(date.field()).isSameAs(first);
    millis.addAndGet(1);
    assertThat(text()).isEqualTo("date: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
  }

  @Test
  void followsAClockThatIsSetBack() {
    date.field();
    millis.addAndGet(-3_600_000);
    assertThat(text()).isEqualTo("date: Sun, 06 Nov 1994 07:49:37 GMT\r\n");
  }

  private String text() {
    return new String(date.field(), StandardCharsets.US_ASCII);
  }
}
