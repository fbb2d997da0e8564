package io.rauta.app.metrics;

import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import io.rauta.sources.kubernetes.watch.WatchState;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Says how the watches of an API server are doing. */
public final class WatchMetrics {

  private WatchMetrics() {}

  /** All of it. */
  public static List<MetricFamily> families(List<WatchState> watches) {
    return List.of(
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
            samples(watches, WatchState::connections)));
  }

  private static List<Sample> samples(
      List<WatchState> watches, ToDoubleFunction<WatchState> value) {
    return watches.stream()
        .map(watch -> Families.value(value.applyAsDouble(watch), new Label("kind", watch.kind())))
        .toList();
  }
}
