package io.rauta.proxy;

import io.rauta.config.ProxyConfig;
import io.rauta.config.cluster.ClusterConfig;
import io.rauta.config.cluster.ClusterId;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.cluster.EndpointAddress;
import io.rauta.config.cluster.UpstreamProtocol;
import io.rauta.config.listener.HostScope;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.ListenerConfig;
import io.rauta.config.listener.Security;
import io.rauta.config.route.HostPattern;
import io.rauta.config.route.VirtualHost;
import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.PrivateKeyText;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsIdentity;
import io.rauta.config.tls.TlsSettings;
import io.rauta.config.tls.TrustAnchors;
import io.rauta.origins.tls.TestIdentity;
import io.rauta.origins.tls.TestIssuer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Configurations with TLS, made by hand. */
public final class TlsConfigs {

  private static final ClusterId BACKEND = new ClusterId("backend");

  private TlsConfigs() {}

  /** One listener with {@code scopes}, each of which sends everything to one backend. */
  public static ProxyConfig config(int backendPort, HostScope... scopes) {
    return config(UpstreamProtocol.Cleartext.HTTP_1, backendPort, scopes);
  }

  /** One listener with {@code scopes}, each of which sends everything to one backend. */
  public static ProxyConfig config(
      UpstreamProtocol protocol, int backendPort, HostScope... scopes) {
    ClusterConfig cluster =
        new ClusterConfig(
            BACKEND,
            protocol,
            List.of(new EndpointAddress.Ip("127.0.0.1", backendPort)),
            ClusterConfig.Balancing.ROUND_ROBIN,
            ConnectionSettings.DEFAULT,
            ClusterLimits.NONE);
    return new ProxyConfig(
        List.of(new ListenerConfig(Gateway.BIND, HttpSettings.DEFAULT, List.of(scopes))),
        Map.of(BACKEND, cluster));
  }

  /** A scope for every host in plain text. */
  public static HostScope plain() {
    return scope("*", new Security.Cleartext());
  }

  /** A scope of {@code hostname}, such as {@code *.example.com}, over TLS. */
  public static HostScope encrypted(String hostname, TestIdentity... identities) {
    return encrypted(hostname, new ClientCertificates.NotAsked(), identities);
  }

  /** A scope of {@code hostname} that asks for certificates as {@code clients} says. */
  public static HostScope encrypted(
      String hostname, ClientCertificates clients, TestIdentity... identities) {
    return encrypted(hostname, TlsSettings.DEFAULT, clients, identities);
  }

  /** A scope of {@code hostname} with settings of its own. */
  public static HostScope encrypted(
      String hostname,
      TlsSettings settings,
      ClientCertificates clients,
      TestIdentity... identities) {
    List<TlsIdentity> own =
        Arrays.stream(identities).map(identity -> identity(hostname, identity)).toList();
    return scope(hostname, new Security.Encrypted(new ServerTls(settings, own, clients)));
  }

  /** {@code identity} in the words of configuration. */
  public static TlsIdentity identity(String name, TestIdentity identity) {
    return new TlsIdentity(
        "Secret/test/" + name,
        identity.certificates(),
        new PrivateKeyText(identity.keyText()),
        identity.chain().get(0).getNotAfter().toInstant());
  }

  /** {@code issuers} in the words of configuration. */
  public static TrustAnchors anchors(TestIssuer... issuers) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(issuers).forEach(issuer -> text.append(issuer.certificates()));
    return new TrustAnchors.Listed(text.toString());
  }

  private static HostScope scope(String hostname, Security security) {
    HostPattern pattern = pattern(hostname);
    VirtualHost host =
        new VirtualHost(pattern, List.of(Gateway.rule(BACKEND, Gateway.defaultTimeouts())));
    return new HostScope("default/gateway/" + hostname, pattern, security, List.of(host));
  }

  private static HostPattern pattern(String hostname) {
    if (hostname.equals("*")) {
      return new HostPattern.Any();
    }
    return hostname.startsWith("*")
        ? new HostPattern.Below(hostname.substring(1))
        : new HostPattern.Exact(hostname);
  }
}
