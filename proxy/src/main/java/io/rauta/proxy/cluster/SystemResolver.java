package io.rauta.proxy.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;

/**
 * Asks the operating system, through the JDK.
 *
 * <p>The JDK keeps answers for 30 s and denials for 10 s in a cache of the whole process and knows
 * nothing of the answer's own lifetime, so creating this resolver shortens both for the process:
 * the security properties {@code networkaddress.cache.ttl} to 1 s and {@code
 * networkaddress.cache.negative.ttl} to 0. They take effect if no name was looked up before.
 */
final class SystemResolver implements Resolver {

  /*
   * The JDK has one exception for all failures; only the text of getaddrinfo tells a denial from a failure. What is not
   * known to be a denial (another C library, another language) counts as a failure, which keeps addresses longer.
   */
  private static final List<String> DENIALS =
      List.of(
          "Name or service not known",
          "No address associated with hostname",
          "Name does not resolve",
          "nodename nor servname provided");

  SystemResolver() {
    Security.setProperty("networkaddress.cache.ttl", "1");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      String message = String.valueOf(e.getMessage());
      if (DENIALS.stream().anyMatch(message::contains)) {
        throw e;
      }
      NoAnswerException noAnswer = new NoAnswerException(message);
      noAnswer.initCause(e);
      throw noAnswer;
    }
  }
}
