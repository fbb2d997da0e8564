package io.rauta.proxy.observe;

/** The cells of one route on one worker. Touched by that worker's loop only. */
public final class RouteCells {

  /** How many statuses gRPC has. */
  static final int GRPC_STATUSES = 17;

  private final String route;
  private final long[] byClass = new long[6];
  private long[] byGrpcStatus = {};

  /** Cells of {@code route}, named {@code Kind/namespace/name}. */
  public RouteCells(String route) {
    this.route = route;
  }

  /** The route's name. */
  public String route() {
    return route;
  }

  /** Counts an answer; status 0 is for none at all. */
  void count(int status) {
    byClass[Math.min(status / 100, 5)]++;
  }

  /** Counts a call of gRPC that ended with {@code status}, 0 to 16. */
  public void countCall(int status) {
    if (byGrpcStatus.length == 0) {
      byGrpcStatus = new long[GRPC_STATUSES];
    }
    byGrpcStatus[status]++;
  }

  /** How many calls ended with {@code status}, 0 to 16. */
  long calls(int status) {
    return byGrpcStatus.length == 0 ? 0 : byGrpcStatus[status];
  }

  /** How many answers were of that class, 1 to 5; 0 for none at all. */
  long answers(int statusClass) {
    return byClass[statusClass];
  }
}
