package io.rauta.app.explain;

import io.rauta.app.explain.Explanation.Answer;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.route.HostPattern;
import io.rauta.proxy.filter.FilterChain;
import io.rauta.proxy.filter.Verdict;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.http1.syntax.JudgedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Sends a request through filters as an exchange does, without a backend. Each rehearsal reads the
 * request anew, since filters change it. Used once.
 */
final class Rehearsal {

  private static final byte[] LOCATION = "location".getBytes(StandardCharsets.US_ASCII);

  private final Stage stage;
  private final RequestHead head;
  private final ClientAddress client;

  Rehearsal(Stage stage) {
    this.stage = stage;
    this.client = stage.client();
    this.head =
        switch (JudgedRequest.of(stage.asked().head(), stage.listener().http())) {
          case JudgedRequest.Accepted(RequestHead accepted) -> accepted;
          case JudgedRequest.Refused(LocalReply reply) ->
              throw new IllegalArgumentException("a refused request reaches no filter: " + reply);
        };
  }

  /**
   * What a rehearsal needs.
   *
   * @param asked a request that is not refused
   * @param listener who takes its connection
   * @param head the request as the codec reads it
   */
  record Stage(AskedRequest asked, ListenerConfig listener, RequestHead head) {

    /** An answer of the gateway's own to that request. */
    Answer.OfGateway reply(LocalReply reply, String why) {
      return new Answer.OfGateway(
          reply.status(),
          reply.cause(),
          why,
          head.isGrpc() ? Optional.of(reply.grpcStatus()) : Optional.empty());
    }

    ClientAddress client() {
      return new ClientAddress(
          "127.0.0.1".getBytes(StandardCharsets.US_ASCII),
          listener.port(),
          listener.isEncrypted() ? Optional.of(new HostPattern.Any()) : Optional.empty());
    }
  }

  /** Applies the chains in order; the answer of the gateway's own, if one of them gives it. */
  Optional<Answer.OfGateway> through(FilterChain... chains) {
    for (int i = 0; i < chains.length; i++) {
      if (chains[i].onRequest(head) instanceof Verdict.Reply(LocalReply reply)) {
        ResponseHead response = new ResponseHead();
        response.local(reply);
        for (int j = i; j >= 0; j--) {
          chains[j].onResponse(head, client, response);
        }
        return Optional.of(stage.reply(reply, why(reply, response.headers())));
      }
    }
    return Optional.empty();
  }

  private static String why(LocalReply reply, HeaderBlock headers) {
    int location = headers.find(LOCATION, 0);
    return CauseText.of(reply) + (location < 0 ? "" : ": " + headers.value(location));
  }

  /** Method, path and query as the backend gets them. */
  String asked() {
    return head.method()
        + " "
        + new String(
            head.sent(),
            head.sentStart(),
            head.sentEnd() - head.sentStart(),
            StandardCharsets.ISO_8859_1);
  }

  /** The host as the backend gets it. */
  String host() {
    int host = head.headers().find(FieldName.HOST, 0);
    return host < 0 ? "" : head.headers().value(host);
  }
}
