package io.rauta.app.process;

import io.rauta.control.ResourceSource;
import io.rauta.control.Resources;
import java.util.function.Consumer;

/**
 * Objects that never change.
 *
 * @param resources all of them
 */
record FixedSource(Resources resources) implements ResourceSource {

  @Override
  public void start(Consumer<Resources> sink) {
    sink.accept(resources);
  }

  @Override
  public void close() {}
}
