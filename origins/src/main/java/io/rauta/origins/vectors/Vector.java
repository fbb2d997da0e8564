package io.rauta.origins.vectors;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client and a backend do, and what has to come of it.
 *
 * @param id unique among all vectors
 * @param source the row of the threat table, then the advisory, RFC section or suite it is from
 * @param setup the proxy it is for
 * @param client what the client does
 * @param backend what the backend does instead of answering each request with its target
 * @param promise what has to come of it
 */
public record Vector(
    String id, String source, Setup setup, List<Step> client, List<Step> backend, Promise promise) {

  private static final int CUT_EVERYWHERE = 1024;
  private static final int CUT_AT_ENDS = 256;

  public Vector {
    client = List.copyOf(client);
    backend = List.copyOf(backend);
  }

  /** All bytes of the client. */
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Step step : client) {
      if (step instanceof Step.Send(byte[] bytes)) {
        all.writeBytes(bytes);
      }
    }
    return all.toByteArray();
  }

  /** The same for a client that speaks TLS, which the backend is told. */
  public Vector overTls() {
    Optional<List<String>> upstream =
        promise.upstream().map(lines -> lines.stream().map(Vector::lineOverTls).toList());
    return new Vector(
        id,
        source,
        setup,
        client,
        backend,
        new Promise(
            promise.answers(),
            upstream,
            promise.client(),
            promise.endsAfter(),
            promise.backend(),
            promise.counts()));
  }

  private static String lineOverTls(String line) {
    return line.replace("x-forwarded-proto:http|", "x-forwarded-proto:https|");
  }

  /** What has to be seen, line by line. */
  public List<String> expected() {
    return promise.answers().stream().map(Expectation::text).toList();
  }

  /** Whether time decides what comes of it; then it is played whole only. */
  public boolean isTimed() {
    return promise.endsAfter().isPresent()
        || promise.answers().stream().anyMatch(answer -> answer.after().isPresent())
        || client.stream().anyMatch(Step.Pause.class::isInstance)
        || backend.stream().anyMatch(Step.Pause.class::isInstance);
  }

  /**
   * Where to cut: everywhere, or in long vectors near both ends and around every line end.
   *
   * @return positions between 1 and the length less 1
   */
  public List<Integer> cuts() {
    byte[] bytes = bytes();
    List<Integer> cuts = new ArrayList<>();
    for (int at = 1; at < bytes.length; at++) {
      boolean nearEnd =
          bytes.length <= CUT_EVERYWHERE || at <= CUT_AT_ENDS || at >= bytes.length - CUT_AT_ENDS;
      if (nearEnd || isLineEnd(bytes[at - 1]) || isLineEnd(bytes[at])) {
        cuts.add(at);
      }
    }
    return cuts;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  @Override
  public String toString() {
    return id;
  }
}
