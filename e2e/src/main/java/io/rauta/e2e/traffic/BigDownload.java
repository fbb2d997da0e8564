package io.rauta.e2e.traffic;

import io.rauta.e2e.trial.BackendProcess;
import io.rauta.e2e.trial.Case;
import io.rauta.e2e.trial.Expect;
import io.rauta.e2e.trial.GatewayProcess;
import io.rauta.e2e.trial.MemoryWatch;
import io.rauta.e2e.trial.Trial;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A body of many GiB towards the client. */
public final class BigDownload implements Case {
  @Override
  public String name() {
    return "big-download";
  }

  @Override
  public String promise() {
    return "a body of 1 GiB (long form: 10) streams to the client with flat memory";
  }

  @Override
  public void run(Trial trial) throws Exception {
    BackendProcess backend = trial.backend("b");
    GatewayProcess gateway = trial.gateway(trial.site().route("b", backend.port()));
    gateway.get("b", "/mib/8");
    long length = (long) trial.scaled(1, 10) << 30;
    long start = System.nanoTime();
    try (Socket socket = new Socket(gateway.address().getAddress(), gateway.address().getPort());
        MemoryWatch memory = MemoryWatch.start(gateway)) {
      String request =
          "GET /big/" + (length >> 30) + " HTTP/1.1\r\nHost: b.test\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      long received = count(socket.getInputStream());
      Expect.equal(length, received, "length of the body");
      trial.figure(
          "rate", "%.0f MiB/s".formatted((length >> 20) / (Expect.since(start).toNanos() / 1e9)));
      memory.expectFlat(trial);
    }
  }

  /** The bytes after the head, up to the end of the connection. */
  private static long count(InputStream in) throws Exception {
    byte[] buffer = new byte[256 * 1024];
    long received = 0;
    int end = 0;
    int last = 0;
    while (end < 4) {
      last = in.read();
      Expect.that(last >= 0, "closed inside the head");
      end = last == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : last == '\r' ? 1 : 0;
    }
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      received += read;
    }
    return received;
  }
}
