package io.rauta.origins.h2;

import java.util.concurrent.CountDownLatch;

/** A {@link CallOrigin} as a process: the argument is its port on loopback. */
public final class CallMain {

  private CallMain() {}

  /** Serves until the process ends. */
  public static void main(String[] args) throws InterruptedException {
    CallOrigin origin = CallOrigin.start(Integer.parseInt(args[0]));
    System.err.println("listening on " + origin.port());
    new CountDownLatch(1).await();
  }
}
