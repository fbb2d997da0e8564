package io.rauta.control.lint;

import io.rauta.config.ProxyConfig;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.topology.Topology;
import java.time.Instant;
import java.util.List;

/** All lints. */
public final class Lints {

  private Lints() {}

  /**
   * What all of them find.
   *
   * @param resources the objects
   * @param topology what they mean together
   * @param config what would be served
   * @param now when that is asked
   */
  public static List<Finding> all(
      Resources resources, Topology topology, ProxyConfig config, Instant now) {
    Warnings warnings = new Warnings();
    ShadowedRules.find(config, warnings);
    UnreachableMatches.find(topology, warnings);
    FailingRules.find(topology, config, warnings);
    UnmatchedHostnames.find(resources, topology, warnings);
    IdleListeners.find(topology, warnings);
    EmptyServices.find(topology, warnings);
    UselessGrants.find(resources, warnings);
    CertificateDates.find(topology, now, warnings);
    CertificateHostnames.find(topology, warnings);
    IgnoredTlsOptions.find(resources, topology, warnings);
    UnencryptedHttps.find(resources, topology, warnings);
    IdlePolicies.find(topology, warnings);
    return warnings.all();
  }
}
