package io.rauta.control;

import java.util.function.Consumer;

/** Where API objects come from. */
public interface ResourceSource extends AutoCloseable {

  /**
   * Starts watching. Each consistent snapshot is handed to {@code sink}, the first one before this
   * returns; a newer snapshot replaces an older one, so the sink may keep only the newest. Called
   * once.
   *
   * @param sink takes a snapshot without blocking; called from the source's own thread
   */
  void start(Consumer<Resources> sink);

  /** Stops watching and ends the source's threads. */
  @Override
  void close();
}
