package io.rauta.app.metrics;

import io.rauta.app.explain.CauseText;
import io.rauta.app.version.Build;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricSum;
import io.rauta.sources.kubernetes.write.WriteCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the reference page of all metrics, in Markdown. */
public final class MetricsPage {

  /** Labels of metrics that have no sample before the first request or problem. */
  private static final Map<String, String> LABELS =
      Map.of(
          "rauta_requests", "route, code",
          "rauta_grpc_calls", "route, grpc_status",
          "rauta_rejected_objects", "kind",
          "rauta_status_writes", "kind, result",
          "rauta_tls_certificate_expiry_seconds", "certificate");

  private static final String HEAD =
      """
      # Metrics

      `/metrics` of the admin endpoint answers in Prometheus text, or in OpenMetrics to clients that
      accept it. Every label has a bounded set of values: routes that exist, classes of status codes,
      causes of the table below.

      This page is generated; `mvn -pl app -am test -Drauta.docs=write` writes it anew.

      | metric | type | labels | meaning |
      |---|---|---|---|
      """;

  private static final String CAUSES =
      """

      ## Causes

      Every answer of the gateway's own is counted in `rauta_local_replies_total` under its cause.

      | cause | code | given when |
      |---|---|---|
      """;

  private MetricsPage() {}

  /** The whole page. */
  public static String markdown() {
    List<MetricFamily> families = new ArrayList<>(new MetricSum().families());
    families.addAll(new ControlMetrics().families());
    families.addAll(ClusterMetrics.families(List.of(), new WriteCounts(), 0));
    families.add(BuildMetric.family(Build.current()));
    families.addAll(ProcessMetrics.families());
    StringBuilder page = new StringBuilder(HEAD);
    families.stream()
        .sorted(Comparator.comparing(family -> !family.name().startsWith("rauta_")))
        .forEach(family -> page.append(row(family)));
    page.append(CAUSES);
    for (LocalReply reply : LocalReply.values()) {
      page.append(
          "| `%s` | %d | %s |\n".formatted(reply.cause(), reply.status(), CauseText.of(reply)));
    }
    return page.toString();
  }

  private static String row(MetricFamily family) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            family.type() == MetricFamily.Type.COUNTER ? family.name() + "_total" : family.name(),
            family.type().name().toLowerCase(Locale.ROOT),
            labels(family),
            family.help());
  }

  private static String labels(MetricFamily family) {
    if (family.name().startsWith("rauta_watch_")) {
      return "kind";
    }
    return LABELS.getOrDefault(
        family.name(),
        family.samples().stream()
            .findFirst()
            .map(
                sample ->
                    sample.labels().stream().map(Label::name).collect(Collectors.joining(", ")))
            .orElse(""));
  }
}
