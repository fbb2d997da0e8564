package io.rauta.control.topology.trust;

import io.rauta.control.ObjectRef;

/**
 * What a policy for backends is attached to, or what a route leads to.
 *
 * @param object the Service or Backend
 * @param section the name of a port; empty for all of them, or for a port without a name
 */
public record PolicyTarget(ObjectRef object, String section) {

  /** The same object with all of its ports. */
  PolicyTarget whole() {
    return section.isEmpty() ? this : new PolicyTarget(object, "");
  }
}
