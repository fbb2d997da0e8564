package io.rauta.origins.vectors;

import io.rauta.origins.Message;
import io.rauta.origins.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plays vectors against one proxy, one after the other. Each is followed by a canary over another
 * connection: it must get its own answer, and the backend must have seen exactly the requests that
 * the vector allows.
 *
 * <p>Owned by one thread.
 */
public final class VectorRun {

  /** All bytes of a step in one write. */
  public static final int WHOLE = Integer.MAX_VALUE;

  private final Target target;
  private final VectorOrigin origin;
  private int canaries;

  /** Runs against a proxy that forwards to {@code origin}. */
  public VectorRun(Target target, VectorOrigin origin) {
    this.target = target;
    this.origin = origin;
  }

  /**
   * Plays a vector.
   *
   * @param pieceSize how many bytes of a step are written at once
   */
  public Outcome play(Vector vector, int pieceSize) throws IOException, InterruptedException {
    if (canaries == 0) {
      canary(new ArrayList<>()); // leaves a pooled connection behind
    }
    List<String> differences = new ArrayList<>();
    Map<String, Double> before = target.counters();
    origin.begin(vector.backend());
    VectorClient client = new VectorClient(target, vector, pieceSize);
    client.play(differences, ++canaries);
    UpstreamView upstream = new UpstreamView(origin, vector);
    upstream.awaitFate(target.patience(), differences);
    canary(differences);
    upstream.compare(differences);
    if (!before.isEmpty()) {
      Counting.compare(vector, before, target, differences);
    }
    return new Outcome(client.answers(), client.end(), upstream.lines(), differences);
  }

  /** Plays a vector as streams of HTTP/2; the canaries go over HTTP/1.1. */
  public Outcome play(Translation.Streams streams) throws IOException, InterruptedException {
    if (canaries == 0) {
      canary(new ArrayList<>());
    }
    List<String> differences = new ArrayList<>();
    Vector vector = streams.vector();
    origin.begin(vector.backend());
    Http2VectorClient client = new Http2VectorClient(target, streams);
    client.play(differences, ++canaries);
    UpstreamView upstream = new UpstreamView(origin, vector);
    upstream.awaitFate(target.patience(), differences);
    canary(differences);
    upstream.compare(differences);
    return new Outcome(client.answers(), client.end(), upstream.lines(), differences);
  }

  private void canary(List<String> differences) {
    String path = "/canary-" + ++canaries;
    try (RawClient client = target.connect()) {
      Message answer = client.get(VectorOrigin.CANARY, path);
      if (answer.status() != 200 || !answer.bodyText().equals(path)) {
        differences.add("the canary got " + answer.status() + " " + answer.bodyText());
      }
    } catch (IOException e) {
      differences.add("the canary got " + e);
    }
  }
}
