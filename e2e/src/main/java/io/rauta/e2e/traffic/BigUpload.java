package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.MemoryWatch;
import io.rauta.e2e.trial.Trial;
import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.time.Duration;
import java.util.zip.CRC32C;

/** A body of many GiB towards the backend. */
public final class BigUpload implements Case {
  @Override
  public String name() {
    return "big-upload";
  }

  @Override
  public String promise() {
    return "a body of 1 GiB (long form: 10) streams to the backend, unchanged, with flat memory";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    upload(gateway, 8 << 20);
    long length = (long) trial.scaled(1, 10) << 30;
    try (MemoryWatch memory = MemoryWatch.start(gateway)) {
      long start = System.nanoTime();
      upload(gateway, length);
      trial.figure(
          "rate", "%.0f MiB/s".formatted((length >> 20) / (Expect.since(start).toNanos() / 1e9)));
      memory.expectFlat(trial);
    }
  }

  private static void upload(GatewayProcess gateway, long length) throws Exception {
    byte[] block = new byte[256 * 1024];
    CRC32C sum = new CRC32C();
    try (RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: b.test\r\nContent-Length: " + length + "\r\n\r\n");
      for (long sent = 0; sent < length; sent += block.length) {
        block[(int) (sent / block.length % block.length)]++;
        sum.update(block);
        client.send(block);
      }
      Message answer = client.readTimeout(Duration.ofSeconds(60)).readFinalResponse("POST");
      String expected =
          "\"bodyLength\":"
              + length
              + ",\"bodyCrc32c\":\""
              + Long.toHexString(sum.getValue())
              + "\"";
      Expect.that(
          answer.bodyText().contains(expected), "expected %s in %s".formatted(expected, answer));
    }
  }
}
