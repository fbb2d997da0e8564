package io.rauta.sources.kubernetes.write;

import io.rauta.sources.kubernetes.call.ApiCall;

/** What has to be done about an object. */
sealed interface Plan {

  /** Nothing: it is as it has to be, or nobody can say yet. */
  record Nothing() implements Plan {}

  /** One request, after whose answer it is looked at again. */
  record Send(ApiCall call) implements Plan {}

  /** It would have to be changed, and is not ours. */
  record Blocked(String why) implements Plan {}
}
