package io.rauta.control.topology.trust;

import io.rauta.config.tls.UpstreamTls;
import io.rauta.control.ObjectRef;

/** What a policy makes of its target. */
public sealed interface PolicyOutcome {

  /**
   * It is met over TLS.
   *
   * @param tls how; without a certificate of ours, which is the Gateway's to add
   */
  record Encrypts(UpstreamTls tls) implements PolicyOutcome {}

  /**
   * It is not met at all: the policy wants TLS, but is not valid.
   *
   * @param policy the policy
   */
  record Withholds(ObjectRef policy) implements PolicyOutcome {}
}
