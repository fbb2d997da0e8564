package io.rauta.proxy.forward;

import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.route.RouteTable;

/**
 * What exchanges ask of the listener that their requests came in through. Used on the worker's loop
 * only.
 */
public interface ForwardListener {

  /** The rules in force now. */
  RouteTable<ForwardRule> routes();

  /** Limits and timeouts in force now. */
  HttpSettings settings();
}
