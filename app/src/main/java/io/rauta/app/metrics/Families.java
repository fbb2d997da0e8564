package io.rauta.app.metrics;

import io.rauta.proxy.observe.MetricFamily;
import io.rauta.proxy.observe.MetricFamily.Label;
import io.rauta.proxy.observe.MetricFamily.Sample;
import java.util.List;

/** Short ways to make families. */
final class Families {

  private Families() {}

  static MetricFamily gauge(String name, String help, Number value) {
    return gauge(name, help, List.of(value(value)));
  }

  static MetricFamily gauge(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, help, MetricFamily.Type.GAUGE, samples);
  }

  static MetricFamily counter(String name, String help, Number value) {
    return counter(name, help, List.of(value(value)));
  }

  static MetricFamily counter(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, help, MetricFamily.Type.COUNTER, samples);
  }

  static Sample value(Number value, Label... labels) {
    return new Sample.Value(List.of(labels), value.doubleValue());
  }
}
