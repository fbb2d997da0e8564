package io.rauta.proxy.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names. Called on virtual threads, several at once; may block. */
@FunctionalInterface
public interface Resolver {

  /**
   * Looks up a name, not using an answer that an earlier lookup of more than a second ago got.
   *
   * @return all its addresses, in any order
   * @throws NoAnswerException when nothing was learned about the name
   * @throws UnknownHostException when the name does not exist or has no address
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;

  /** The resolver of the operating system. */
  static Resolver system() {
    return new SystemResolver();
  }

  /** A lookup failed without an answer: a server failed, did not answer or was not reached. */
  final class NoAnswerException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message) {
      super(message);
    }
  }
}
