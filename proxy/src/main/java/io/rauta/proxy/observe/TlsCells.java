package io.rauta.proxy.observe;

import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cells of one worker about TLS with clients; plain numbers that only its loop touches. */
public final class TlsCells {

  private final long[] outcomes = new long[HandshakeOutcome.values().length];
  private long begun;
  private long ended;

  /** A handshake began. */
  public void begun() {
    begun++;
  }

  /** A handshake that began ended. */
  public void ended(HandshakeOutcome outcome) {
    ended++;
    outcomes[outcome.ordinal()]++;
  }

  /** A handshake was refused before it began. */
  public void refused() {
    outcomes[HandshakeOutcome.LIMIT.ordinal()]++;
  }

  void add(TlsCells more) {
    begun += more.begun;
    ended += more.ended;
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] += more.outcomes[i];
    }
  }

  static MetricFamily expiries(Map<String, Instant> expiries) {
    List<Sample> samples = new ArrayList<>();
    expiries.forEach(
        (name, expiry) ->
            samples.add(
                new Sample.Value(
                    List.of(new Label("certificate", name)), expiry.getEpochSecond())));
    return new MetricFamily(
        "rauta_tls_certificate_expiry_seconds",
        "When certificates that clients and backends are shown expire, in seconds since 1970.",
        MetricFamily.Type.GAUGE,
        samples);
  }

  List<MetricFamily> families() {
    List<Sample> byOutcome = new ArrayList<>();
    for (HandshakeOutcome outcome : HandshakeOutcome.values()) {
      Label label = new Label("outcome", outcome.name().toLowerCase(Locale.ROOT));
      byOutcome.add(new Sample.Value(List.of(label), outcomes[outcome.ordinal()]));
    }
    return List.of(
        new MetricFamily(
            "rauta_tls_handshakes",
            "Handshakes of clients ended, by outcome.",
            MetricFamily.Type.COUNTER,
            byOutcome),
        new MetricFamily(
            "rauta_tls_handshakes_active",
            "Handshakes of clients under way.",
            MetricFamily.Type.GAUGE,
            List.of(new Sample.Value(List.of(), begun - ended))));
  }
}
