package io.rauta.sources.kubernetes.write;

import io.rauta.control.StatusReport.Condition;
import java.util.List;
import java.util.Map;

/**
 * What is said of one parent of a route, or one ancestor of a policy.
 *
 * @param reference names it, as values of JSON
 * @param conditions all that is said
 */
record OwnEntry(Map<String, Object> reference, List<Condition> conditions) {}
