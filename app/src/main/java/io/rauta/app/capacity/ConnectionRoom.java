package io.rauta.app.capacity;

/** For how many client connections this process has room when each has one to a backend. */
public final class ConnectionRoom {

  /** Files and sockets that are no connections. */
  private static final int OTHER_DESCRIPTORS = 128;

  /** Of the heap, for a client's connection and one to a backend, with what the collector needs. */
  private static final long HEAP_BYTES = 12 * 1024;

  private ConnectionRoom() {}

  /** As many as the limit of open files and the heap allow. */
  public static int now() {
    return of(FileDescriptors.limit(), Runtime.getRuntime().maxMemory());
  }

  static int of(int descriptors, long heapBytes) {
    return (int) Math.clamp((descriptors - OTHER_DESCRIPTORS) / 2, 1, heapBytes / HEAP_BYTES);
  }
}
