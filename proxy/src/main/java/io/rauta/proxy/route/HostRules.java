package io.rauta.proxy.route;

import io.rauta.config.route.HostPattern;
import io.rauta.proxy.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is served for one host. Immutable, read by all workers.
 *
 * @param <T> what rules are compiled to
 */
public final class HostRules<T> {

  private final HostPattern owner;
  private final List<RuleIndex<T>> chain;

  /**
   * @param owner the hostname of the scope that owns the host
   * @param chain the virtual hosts to ask, one after the other
   */
  HostRules(HostPattern owner, List<RuleIndex<T>> chain) {
    this.owner = owner;
    this.chain = chain;
  }

  /** The hostname of the scope that owns the host. */
  public HostPattern owner() {
    return owner;
  }

  List<RuleIndex<T>> chain() {
    return chain;
  }

  /** What the rule that serves {@code head} was compiled to, or null where none does. */
  public @Nullable T find(RequestHead head) {
    for (int i = 0; i < chain.size(); i++) {
      T found = chain.get(i).find(head);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
