package io.rauta.app.metrics;

import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import io.rauta.sources.kubernetes.watch.WatchState;
import io.rauta.sources.kubernetes.write.WriteCounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Says how the watches of an API server are doing, and what was written there. */
public final class ClusterMetrics {

  private ClusterMetrics() {}

  /** All of it. */
  public static List<MetricFamily> families(
      List<WatchState> watches, WriteCounts writes, long requests) {
    return List.of(
        Families.counter(
            "rauta_api_requests", "Requests to the API server, answered or not.", requests),
        Families.gauge(
            "rauta_watch_objects",
            "Objects that are known, by kind.",
            samples(watches, WatchState::objects)),
        Families.gauge(
            "rauta_watch_complete",
            "1 if all objects of a kind have been seen, else 0.",
            samples(watches, watch -> watch.isComplete() ? 1 : 0)),
        Families.gauge(
            "rauta_watch_failing",
            "1 if something keeps the objects of a kind from being followed, else 0.",
            samples(watches, watch -> watch.problem().isEmpty() ? 0 : 1)),
        Families.counter(
            "rauta_watch_events",
            "Events of the API server, by kind.",
            samples(watches, WatchState::events)),
        Families.counter(
            "rauta_watch_lists",
            "Complete lists of objects that were read, by kind.",
            samples(watches, WatchState::lists)),
        Families.counter(
            "rauta_watch_connections",
            "Connections on which objects were followed, by kind.",
            samples(watches, WatchState::connections)),
        Families.counter(
            "rauta_status_writes",
            "Requests that wrote status or objects of Gateways, by kind and result.",
            writes.writes().entrySet().stream().map(ClusterMetrics::sample).toList()),
        Families.gauge(
            "rauta_status_pending",
            "Objects whose status waits to be looked at or written.",
            writes.pending()));
  }

  private static Sample sample(Map.Entry<WriteCounts.Series, Long> writes) {
    return Families.value(
        writes.getValue(),
        new Label("kind", writes.getKey().kind()),
        new Label("result", writes.getKey().result().name().toLowerCase(Locale.ROOT)));
  }

  private static List<Sample> samples(
      List<WatchState> watches, ToDoubleFunction<WatchState> value) {
    return watches.stream()
        .map(watch -> Families.value(value.applyAsDouble(watch), new Label("kind", watch.kind())))
        .toList();
  }
}
