package io.rauta.origins.vectors;

import io.rauta.origins.Field;
import java.util.List;

/**
 * A request as HTTP/2 carries it.
 *
 * @param fields pseudo-fields first; names and values are sent as they are, also where they break
 *     the rules
 * @param body empty where the stream ends with its head or its trailers
 * @param trailers none where the stream ends with head or body
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record StreamRequest(List<Field> fields, byte[] body, List<Field> trailers) {
  public StreamRequest {
    fields = List.copyOf(fields);
    trailers = List.copyOf(trailers);
  }
}
