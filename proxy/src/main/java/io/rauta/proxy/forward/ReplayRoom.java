package io.rauta.proxy.forward;

/**
 * How many bytes of request bodies a worker keeps for second attempts, those of all requests
 * together. Beyond, bodies are passed on without being kept.
 *
 * <p>Owned by one event loop.
 */
final class ReplayRoom {

  /** Most that is kept, in bytes. */
  static final int BYTES = 16 * 1024 * 1024;

  private int taken;

  boolean hasRoomFor(int bytes) {
    return taken + bytes <= BYTES;
  }

  void take(int bytes) {
    taken += bytes;
  }

  void giveBack(int bytes) {
    taken -= bytes;
  }
}
