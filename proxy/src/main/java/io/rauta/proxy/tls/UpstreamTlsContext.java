package io.rauta.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.rauta.config.cluster.UpstreamProtocol.Encrypted;
import io.rauta.config.cluster.UpstreamProtocol.Offer;
import io.rauta.config.tls.TlsSettings;
import io.rauta.config.tls.UpstreamTls;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * How the hosts of an upstream are met over TLS, ready for handshakes: versions 1.2 and 1.3, the
 * peer's chain and names judged, sessions resumed with whom was judged by the same rules. Holds
 * native memory until it was {@link #release released} and the last of its connections has ended.
 *
 * <p>Made and released on the control thread, used on all workers.
 */
public final class UpstreamTlsContext {

  private static final int SESSIONS = 256;
  private static final String NAMES_ARE_JUDGED_ALREADY = "";

  private final SslContext context;
  private final String serverName;

  private UpstreamTlsContext(SslContext context, String serverName) {
    this.context = context;
    this.serverName = serverName;
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if a certificate or key cannot be used
   */
  static UpstreamTlsContext of(Encrypted protocol, TlsProvider provider) {
    UpstreamTls tls = protocol.tls();
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(provider.netty())
            .protocols(CipherNames.protocols(TlsSettings.DEFAULT))
            .trustManager(Trust.of(tls))
            .endpointIdentificationAlgorithm(NAMES_ARE_JUDGED_ALREADY)
            .sessionCacheSize(SESSIONS)
            .applicationProtocolConfig(alpn(protocol.offer()));
    List<Identity> identities = tls.identity().map(Identity::of).stream().toList();
    try {
      SslContext context =
          switch (provider) {
            case BORINGSSL -> boringSsl(builder, identities);
            case JDK -> jdk(builder, identities);
          };
      return new UpstreamTlsContext(context, tls.serverName());
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static SslContext boringSsl(SslContextBuilder builder, List<Identity> identities)
      throws SSLException {
    List<OpenSslCredential> credentials = identities.stream().map(Identity::credential).toList();
    try {
      return builder
          .option(OpenSslContextOption.USE_TASKS, false)
          .addCredentials(credentials)
          .build();
    } finally {
      credentials.forEach(OpenSslCredential::release);
    }
  }

  private static SslContext jdk(SslContextBuilder builder, List<Identity> identities)
      throws SSLException {
    return identities.isEmpty()
        ? builder.build()
        : builder.keyManager(Identity.keyManagers(identities)).build();
  }

  private static ApplicationProtocolConfig alpn(Offer offer) {
    List<String> names =
        switch (offer) {
          case HTTP_1 -> List.of(Alpn.HTTP_1);
          case HTTP_2 -> List.of(Alpn.HTTP_2);
          case EITHER -> List.of(Alpn.HTTP_2, Alpn.HTTP_1);
        };
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        names);
  }

  /**
   * What speaks TLS on one connection; its handshake begins when it is added to a pipeline.
   *
   * @param port of the host, so that its sessions are found again
   * @param handshakeMillis how long the handshake may take, 1 or more
   */
  public SslHandler newHandler(ByteBufAllocator allocator, int port, long handshakeMillis) {
    SslHandler handler = context.newHandler(allocator, serverName, port);
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    handler.setCloseNotifyFlushTimeoutMillis(0);
    return handler;
  }

  /** Lets go of it. Connections go on; no new one may be begun. */
  void release() {
    ReferenceCountUtil.release(context);
  }
}
