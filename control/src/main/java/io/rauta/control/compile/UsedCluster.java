package io.rauta.control.compile;

import io.rauta.config.cluster.ClusterId;

/**
 * An upstream as rules use it.
 *
 * @param id its name
 * @param upstream its name in the graph, which knows nothing of certificates that are shown
 * @param shown the certificate that is shown to it
 */
record UsedCluster(ClusterId id, ClusterId upstream, Shown shown) {}
