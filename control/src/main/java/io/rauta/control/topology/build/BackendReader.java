package io.rauta.control.topology.build;

import io.rauta.config.cluster.EndpointAddress;
import io.rauta.control.ObjectKey;
import io.rauta.control.PlaceProblem;
import io.rauta.control.Problem;
import io.rauta.control.api.Backend;
import io.rauta.control.api.BackendSpec;
import io.rauta.control.syntax.Given;
import io.rauta.control.syntax.Hostnames;
import io.rauta.control.syntax.IpLiterals;
import io.rauta.control.topology.BackendNode;
import io.rauta.control.topology.trust.EndpointRanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads our Backends, each on its own. */
final class BackendReader {

  /** What fits into {@code sockaddr_un} beside its final zero. */
  private static final int MAX_SOCKET_PATH = 107;

  private final EndpointRanges ranges;
  private final List<Problem> problems = new ArrayList<>();

  private BackendReader(EndpointRanges ranges) {
    this.ranges = ranges;
  }

  static List<BackendNode> read(Map<ObjectKey, Backend> backends, EndpointRanges ranges) {
    List<BackendNode> nodes = new ArrayList<>(backends.size());
    for (Map.Entry<ObjectKey, Backend> entry : backends.entrySet()) {
      nodes.add(new BackendReader(ranges).read(entry.getKey(), entry.getValue()));
    }
    return nodes;
  }

  @SuppressWarnings("ConstantValue") // a file may say "spec: null"
  private BackendNode read(ObjectKey key, Backend backend) {
    BackendSpec spec = backend.getSpec() == null ? BackendSpec.EMPTY : backend.getSpec();
    List<EndpointAddress> endpoints = new ArrayList<>(spec.endpoints().size());
    for (int i = 0; i < spec.endpoints().size(); i++) {
      endpoint(spec.endpoints().get(i), "spec.endpoints[" + i + "]").ifPresent(endpoints::add);
    }
    if (spec.endpoints().isEmpty()) {
      problems.add(new Problem.Missing("spec.endpoints", "who may be asked"));
    }
    return new BackendNode(
        key, Given.generation(backend), endpoints, spec.appProtocols(), problems);
  }

  private Optional<EndpointAddress> endpoint(BackendSpec.Endpoint endpoint, String field) {
    BackendSpec.Ip ip = endpoint.ip();
    BackendSpec.Fqdn fqdn = endpoint.fqdn();
    BackendSpec.Unix unix = endpoint.unix();
    int given = (ip == null ? 0 : 1) + (fqdn == null ? 0 : 1) + (unix == null ? 0 : 1);
    if (given > 1) {
      problems.add(
          new Problem.Malformed(field, given + " addresses", "exactly one of ip, fqdn, unix"));
      return Optional.empty();
    }
    if (ip != null) {
      return ip(ip, field + ".ip");
    }
    if (fqdn != null) {
      return fqdn(fqdn, field + ".fqdn");
    }
    if (unix != null) {
      return unix(unix, field + ".unix");
    }
    problems.add(new Problem.Missing(field, "exactly one of ip, fqdn, unix"));
    return Optional.empty();
  }

  private Optional<EndpointAddress> ip(BackendSpec.Ip ip, String field) {
    String written = Given.text(ip.address());
    Optional<String> address = IpLiterals.parse(written);
    if (address.isEmpty()) {
      malformed(field + ".address", written, "an IPv4 or IPv6 address");
    }
    int port = port(ip.port(), field + ".port");
    if (address.isEmpty() || port == 0) {
      return Optional.empty();
    }
    return unlessRefused(
        ranges.whyNot(address.get(), port),
        field + ".address",
        written,
        new EndpointAddress.Ip(address.get(), port));
  }

  private Optional<EndpointAddress> fqdn(BackendSpec.Fqdn fqdn, String field) {
    String written = Given.text(fqdn.hostname());
    String name = written.toLowerCase(Locale.ROOT);
    boolean valid = Hostnames.isName(name) && !IpLiterals.isV4(name);
    if (!valid) {
      malformed(field + ".hostname", written, "a DNS name");
    }
    int port = port(fqdn.port(), field + ".port");
    if (!valid || port == 0) {
      return Optional.empty();
    }
    return unlessRefused(
        ranges.whyNoName(name),
        field + ".hostname",
        written,
        new EndpointAddress.Dns(name, port, ranges.reach()));
  }

  private Optional<EndpointAddress> unix(BackendSpec.Unix unix, String field) {
    String path = Given.text(unix.path());
    boolean valid =
        path.startsWith("/")
            && path.indexOf('\0') < 0
            && path.getBytes(StandardCharsets.UTF_8).length <= MAX_SOCKET_PATH;
    if (!valid) {
      malformed(field + ".path", path, "an absolute path of at most " + MAX_SOCKET_PATH + " bytes");
      return Optional.empty();
    }
    return unlessRefused(
        ranges.whyNoSocket(), field + ".path", path, new EndpointAddress.Unix(path));
  }

  private Optional<EndpointAddress> unlessRefused(
      Optional<String> why, String field, String written, EndpointAddress endpoint) {
    if (why.isPresent()) {
      problems.add(new PlaceProblem.EndpointRefused(field, written, why.get()));
      return Optional.empty();
    }
    return Optional.of(endpoint);
  }

  /** The port, or 0 and a problem. */
  private int port(@Nullable Integer port, String field) {
    if (port == null) {
      problems.add(new Problem.Missing(field, "the port of the endpoint"));
      return 0;
    }
    if (port < 1 || port > 65_535) {
      malformed(field, port.toString(), "from 1 to 65535");
      return 0;
    }
    return port;
  }

  private void malformed(String field, String value, String expected) {
    problems.add(
        value.isEmpty()
            ? new Problem.Missing(field, expected)
            : new Problem.Malformed(field, value, expected));
  }
}
