package io.rauta.proxy.http;

/**
 * Makes the sink for the requests of a stream. Called on the stream's loop, once for each stream.
 */
public interface RequestHandler {

  /** The sink for requests of {@code stream}. */
  RequestSink open(DownstreamStream stream);
}
