package io.rauta.e2e.trial;

/** One promise and its proof. */
public interface Case {
  /** What the case is called on the command line: words joined with hyphens. */
  String name();

  /** The promise in one sentence. */
  String promise();

  /** Proves it; any exception or error means that it does not hold. */
  void run(Trial trial) throws Exception;
}
