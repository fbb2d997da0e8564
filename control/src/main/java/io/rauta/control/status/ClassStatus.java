package io.rauta.control.status;

import io.rauta.control.ApiServer;
import io.rauta.control.StatusReport.ClassEntry;
import io.rauta.control.StatusReport.Condition;
import io.rauta.control.topology.ClassNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Status of GatewayClasses. {@code SupportedVersion} is about the resource definitions of a
 * cluster, which files do not have; with others than the supported ones all is served as well as it
 * can be. A class that is not accepted supports nothing.
 */
final class ClassStatus {

  private final List<Condition> version;
  private final List<String> features;

  ClassStatus(ApiServer apiServer) {
    this.version = version(apiServer);
    this.features = SupportedFeatures.of(apiServer);
  }

  ClassEntry of(ClassNode node) {
    boolean isAccepted = node.problems().isEmpty();
    List<Condition> conditions = new ArrayList<>(2);
    conditions.add(
        isAccepted
            ? Conditions.holds(Reasons.ACCEPTED, Reasons.ACCEPTED)
            : Conditions.fails(
                Reasons.ACCEPTED, Reasons.INVALID_PARAMETERS, node.problems().getFirst()));
    conditions.addAll(version);
    return new ClassEntry(node.generation(), conditions, isAccepted ? features : List.of());
  }

  private static List<Condition> version(ApiServer apiServer) {
    return switch (apiServer) {
      case ApiServer.Absent() -> List.of();
      case ApiServer.Present(ApiServer.Bundle bundle, boolean _) ->
          List.of(
              BundleVersion.of(bundle).isSupported()
                  ? Conditions.holds(Reasons.SUPPORTED_VERSION, Reasons.SUPPORTED_VERSION)
                  : Conditions.fails(
                      Reasons.SUPPORTED_VERSION, Reasons.UNSUPPORTED_VERSION, unsupported(bundle)));
    };
  }

  private static String unsupported(ApiServer.Bundle bundle) {
    return (bundle.version().isEmpty()
            ? "the Gateway API resource definitions are of no version, or of several"
            : "the Gateway API resource definitions are of version " + bundle.version())
        + "; supported is v1.7, others are served as well as they can be";
  }
}
