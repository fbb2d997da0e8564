package io.rauta.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import io.rauta.config.tls.ClientCertificates;
import io.rauta.config.tls.ServerTls;
import io.rauta.config.tls.TlsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How clients are met under one hostname of one listener, ready for handshakes. Holds native memory
 * until it was {@link #release released} and the last of its connections has ended.
 *
 * <p>Made and released on the control thread, used on all workers.
 */
public final class ServerTlsContext {

  private static final ApplicationProtocolConfig ALPN =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          Alpn.SERVED);

  /** Bytes of certificates that a client may send. */
  private static final int CLIENT_CHAIN = 64 * 1024;

  /** The JDK sends no tickets where they would live for more than 7 days (RFC 8446 4.6.1). */
  private static final long NO_TICKETS_SECONDS = Duration.ofDays(8).toSeconds();

  private final SslContext context;
  private final TlsSettings settings;
  private final boolean isResumable;
  private final @Nullable TicketKeys tickets;
  private final Map<String, Instant> expiries;
  private volatile TicketKeys.@Nullable Keys installed;

  private ServerTlsContext(
      SslContext context,
      TlsSettings settings,
      boolean isResumable,
      @Nullable TicketKeys tickets,
      Map<String, Instant> expiries) {
    this.context = context;
    this.settings = settings;
    this.isResumable = isResumable;
    this.tickets = tickets;
    this.expiries = Map.copyOf(expiries);
  }

  /**
   * Makes one. Its sessions may be resumed while it is in use, by clients that need no certificate:
   * resuming must not spare anybody from showing one, nor show a certificate that was replaced.
   *
   * @throws IllegalArgumentException if a certificate or key cannot be used
   */
  static ServerTlsContext of(ServerTls tls, TlsProvider provider) {
    boolean isResumable = tls.clients() instanceof ClientCertificates.NotAsked;
    List<Identity> identities = Identity.of(tls.identities());
    Map<String, Instant> expiries = new LinkedHashMap<>();
    identities.forEach(
        identity ->
            expiries.merge(
                identity.config().name(),
                identity.config().expires(),
                (a, b) -> a.isBefore(b) ? a : b));
    try {
      return switch (provider) {
        case BORINGSSL ->
            new ServerTlsContext(
                boringSsl(tls, identities),
                tls.settings(),
                isResumable,
                isResumable ? new TicketKeys(tls.settings().ticketLifetime()) : null,
                expiries);
        case JDK ->
            new ServerTlsContext(
                jdk(tls, identities, isResumable), tls.settings(), isResumable, null, expiries);
      };
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static SslContext boringSsl(ServerTls tls, List<Identity> identities)
      throws SSLException {
    List<OpenSslCredential> credentials = new ArrayList<>();
    try {
      identities.forEach(identity -> credentials.add(identity.credential()));
      SslContext context =
          common(SslContextBuilder.forServer(NoKeys.INSTANCE), tls, TlsProvider.BORINGSSL)
              .ciphers(CipherNames.openSsl(tls.settings()), IdentityCipherSuiteFilter.INSTANCE)
              .option(OpenSslContextOption.USE_TASKS, false)
              .option(OpenSslContextOption.GROUPS, tls.settings().curves().toArray(String[]::new))
              .option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, CLIENT_CHAIN)
              .addCredentials(credentials)
              .build();
      OpenSslServerSessionContext sessions = (OpenSslServerSessionContext) context.sessionContext();
      // Tickets are enough; a cache would keep sessions of clients that never return.
      sessions.setSessionCacheEnabled(false);
      return context;
    } finally {
      credentials.forEach(OpenSslCredential::release);
    }
  }

  private static SslContext jdk(ServerTls tls, List<Identity> identities, boolean isResumable)
      throws SSLException {
    SslContextBuilder builder =
        common(SslContextBuilder.forServer(Identity.keyManagers(identities)), tls, TlsProvider.JDK)
            .ciphers(CipherNames.jdk(tls.settings()), IdentityCipherSuiteFilter.INSTANCE);
    return (isResumable ? builder : builder.sessionTimeout(NO_TICKETS_SECONDS)).build();
  }

  private static SslContextBuilder common(
      SslContextBuilder builder, ServerTls tls, TlsProvider provider) {
    TlsSettings settings = tls.settings();
    return builder
        .sslProvider(provider.netty())
        .protocols(CipherNames.protocols(settings))
        .trustManager(Trust.of(tls.clients()))
        .clientAuth(clientAuth(tls.clients()))
        .sessionTimeout(Math.max(1, settings.ticketLifetime().toSeconds()))
        .applicationProtocolConfig(ALPN);
  }

  private static ClientAuth clientAuth(ClientCertificates clients) {
    return switch (clients) {
      case ClientCertificates.NotAsked() -> ClientAuth.NONE;
      case ClientCertificates.Required(var _) -> ClientAuth.REQUIRE;
      case ClientCertificates.Wished(var _) -> ClientAuth.OPTIONAL;
    };
  }

  /**
   * What speaks TLS on one connection. It has no timers of its own: a handshake that does not end,
   * and a peer that does not read, are the caller's to end.
   *
   * @param now of the worker's clock
   */
  public SslHandler newHandler(ByteBufAllocator allocator, long now) {
    renewTickets(now);
    SslHandler handler = context.newHandler(allocator);
    if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
      if (!isResumable) {
        SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
      }
    } else {
      settle(handler);
    }
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(0);
    return handler;
  }

  /** What the JDK's engine is told by connection: groups, and that its session ends with it. */
  private void settle(SslHandler handler) {
    SSLEngine engine = handler.engine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setNamedGroups(CipherNames.jdkGroups(settings));
    engine.setSSLParameters(parameters);
    if (!isResumable) {
      handler.handshakeFuture().addListener(_ -> engine.getSession().invalidate());
    }
  }

  /** Whether the session of a connection that was made here was resumed, as far as is known. */
  public static boolean isResumed(SSLEngine engine) {
    return engine instanceof ReferenceCountedOpenSslEngine boring
        && SSL.isSessionReused(boring.sslPointer());
  }

  private void renewTickets(long now) {
    TicketKeys sealing = tickets;
    if (sealing != null && sealing.at(now) != installed) {
      install(sealing.at(now));
    }
  }

  private synchronized void install(TicketKeys.Keys keys) {
    if (installed != keys
        && context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
      sessions.setTicketKeys(keys.keys());
      installed = keys;
    }
  }

  /** When the certificates cease to be valid, by where they come from. */
  Map<String, Instant> expiries() {
    return expiries;
  }

  /** Lets go of it. Connections go on; no new one may be begun. */
  void release() {
    ReferenceCountUtil.release(context);
  }

  /** How many hold it: its owner, and its connections. Counted for BoringSSL only. */
  int holders() {
    return ReferenceCountUtil.refCnt(context);
  }
}
