package io.rauta.app.settings;

import static io.rauta.app.settings.Formats.choice;
import static io.rauta.app.settings.Formats.duration;
import static io.rauta.app.settings.Formats.number;
import static io.rauta.app.settings.Formats.numberOrNone;
import static io.rauta.app.settings.Formats.size;
import static io.rauta.app.settings.Formats.someOf;

import io.rauta.app.capacity.ConnectionRoom;
import io.rauta.app.settings.choice.AdminExposure;
import io.rauta.app.settings.choice.LogLevel;
import io.rauta.app.settings.choice.TransportChoice;
import io.rauta.config.cluster.ClusterConfig.Balancing;
import io.rauta.config.cluster.ClusterLimits;
import io.rauta.config.cluster.ConnectionSettings;
import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.Http2Settings.PriorKnowledge;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.config.listener.HttpSettings.Upgrades;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.config.tls.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every setting there is, defined once, in the order in which help texts show them. */
public final class Catalogue {

  /** The format of a port that is not 0. */
  public static final Format<Integer> PORT_FORMAT = number(1, 65_535);

  private static final Duration ZERO = Duration.ZERO;
  private static final Duration TICK = Duration.ofMillis(1);
  private static final int MEBIBYTE = 1 << 20;
  private static final SettingList DEFINED = new SettingList();

  public static final Setting<List<Path>> FILES =
      DEFINED.without(
          Section.SOURCE,
          "files",
          new PathList(),
          "Gateway API YAML or JSON files, and directories of such files, to serve and watch.");
  public static final Setting<HostPort> LISTEN =
      DEFINED.without(
          Section.SOURCE,
          "listen",
          Formats.listenAddress(),
          "Address to listen on when no files are served.",
          "RAUTA_BIND_ADDR");
  public static final Setting<UpstreamAddress> BACKEND =
      DEFINED.without(
          Section.SOURCE,
          "backend",
          Formats.upstreamAddress(),
          "The one backend of the address to listen on.",
          "RAUTA_BACKEND_ADDR");
  public static final Setting<String> CONTROLLER_NAME =
      DEFINED.with(
          Section.SOURCE,
          "controller-name",
          Formats.controllerName(),
          "rauta.io/gateway-controller",
          "GatewayClasses with this spec.controllerName are ours.");

  public static final Setting<Integer> WORKERS =
      DEFINED.define(
          Section.PROCESS,
          "workers",
          number(1, 1024),
          new Setting.Default.Computed<>(
              () -> Runtime.getRuntime().availableProcessors(), "one per usable CPU"),
          "Event loops that serve traffic.");
  public static final Setting<TransportChoice> TRANSPORT =
      DEFINED.with(
          Section.PROCESS,
          "transport",
          choice(TransportChoice.class, Map.of(TransportChoice.IO_URING, "io_uring")),
          TransportChoice.AUTO,
          "How the kernel is asked for network events; auto is epoll where there is one, else"
              + " nio.");
  public static final Setting<LogLevel> LOG_LEVEL =
      DEFINED.with(
          Section.PROCESS,
          "log.level",
          choice(LogLevel.class, Map.of()),
          LogLevel.INFO,
          "Least important log lines that are written.");

  public static final Setting<HostPort> ADMIN_ADDRESS =
      DEFINED.with(
          Section.ADMIN,
          "admin.address",
          Formats.listenAddress(),
          new HostPort("127.0.0.1", 9901),
          "Address of the admin endpoint; when its default is taken, a free port is used instead.");
  public static final Setting<AdminExposure> ADMIN_EXPOSE =
      DEFINED.with(
          Section.ADMIN,
          "admin.expose",
          choice(AdminExposure.class, Map.of()),
          AdminExposure.LOOPBACK,
          "Who may read /config, /status and /explain: clients on this machine, or all that reach"
              + " the port.");

  public static final Setting<Duration> DRAIN_DELAY =
      DEFINED.with(
          Section.DRAIN,
          "drain.delay",
          duration(ZERO),
          ZERO,
          Duration.ofSeconds(5),
          "How long to go on as before, only not ready, once told to stop.");
  public static final Setting<Duration> DRAIN_TIMEOUT =
      DEFINED.with(
          Section.DRAIN,
          "drain.timeout",
          duration(ZERO),
          Duration.ofSeconds(30),
          "How long requests may go on after the delay before they are cut.");
  public static final Setting<Duration> DRAIN_IDLE_GRACE =
      DEFINED.with(
          Section.DRAIN,
          "drain.idle-grace",
          duration(ZERO),
          Duration.ofMillis(200),
          "How long a connection that was used in the last second may wait for a next request"
              + " while stopping.");

  public static final Setting<Duration> UPSTREAM_CONNECT_TIMEOUT =
      DEFINED.with(
          Section.UPSTREAM,
          "upstream.connect-timeout",
          duration(TICK),
          ConnectionSettings.DEFAULT.connectTimeout(),
          "How long establishing a connection to a backend may take; 504 beyond.");
  public static final Setting<Duration> UPSTREAM_IDLE_TIMEOUT =
      DEFINED.with(
          Section.UPSTREAM,
          "upstream.idle-timeout",
          duration(TICK),
          ConnectionSettings.DEFAULT.idleTimeout(),
          "How long an unused connection to a backend is kept, shortened at random by up to a"
              + " fifth.");
  public static final Setting<Duration> UPSTREAM_MAX_AGE =
      DEFINED.with(
          Section.UPSTREAM,
          "upstream.max-age",
          duration(TICK),
          ConnectionSettings.DEFAULT.maxAge(),
          "How long a connection to a backend takes new requests, shortened at random by up to a"
              + " fifth.");
  public static final Setting<Balancing> UPSTREAM_BALANCING =
      DEFINED.with(
          Section.UPSTREAM,
          "upstream.balancing",
          choice(Balancing.class, Map.of()),
          Balancing.LEAST_REQUEST,
          "How one of several endpoints is picked.");
  public static final Setting<Integer> UPSTREAM_MAX_REQUESTS =
      DEFINED.with(
          Section.UPSTREAM,
          "upstream.max-requests",
          numberOrNone(1_000_000),
          ClusterLimits.NONE.requests(),
          "Requests that may be under way to one backend at once; 503 beyond.");

  public static final Setting<Duration> REQUEST_TIMEOUT =
      DEFINED.with(
          Section.REQUESTS,
          "request.timeout",
          duration(ZERO),
          Duration.ofSeconds(30),
          "How long an answer may take to begin once the request has ended, where its route says"
              + " nothing else; 504 beyond; 0s for no bound.");
  public static final Setting<Integer> TRUSTED_HOPS =
      DEFINED.with(
          Section.REQUESTS,
          "trusted-hops",
          number(0, 32),
          HttpSettings.DEFAULT.trustedHops(),
          "Proxies in front of this one whose X-Forwarded fields are believed.");
  public static final Setting<Upgrades> UPGRADES =
      DEFINED.with(
          Section.REQUESTS,
          "upgrades",
          choice(Upgrades.class, Map.of()),
          HttpSettings.DEFAULT.upgrades(),
          "Protocol upgrades that are passed on; others are stripped.");

  public static final Setting<Integer> LIMITS_CONNECTIONS =
      DEFINED.define(
          Section.LIMITS,
          "limits.connections",
          number(1, 10_000_000),
          new Setting.Default.Computed<>(
              ConnectionRoom::now, "what the limit of open files and the heap leave room for"),
          "Client connections at once; beyond, none is accepted until one ends.");
  public static final Setting<Integer> LIMITS_REQUEST_LINE =
      DEFINED.with(
          Section.LIMITS,
          "limits.request-line",
          size(64, MEBIBYTE),
          HttpLimits.DEFAULT.requestLine(),
          "Length of a request line; 414 beyond.");
  public static final Setting<Integer> LIMITS_FIELD =
      DEFINED.with(
          Section.LIMITS,
          "limits.field",
          size(64, MEBIBYTE),
          HttpLimits.DEFAULT.field(),
          "Length of one header field; 431 beyond.");
  public static final Setting<Integer> LIMITS_FIELD_SECTION =
      DEFINED.with(
          Section.LIMITS,
          "limits.field-section",
          size(256, 16 * MEBIBYTE),
          HttpLimits.DEFAULT.fieldSection(),
          "Length of all header fields, each counted with 32 bytes more; 431 beyond.");
  public static final Setting<Integer> LIMITS_FIELD_COUNT =
      DEFINED.with(
          Section.LIMITS,
          "limits.field-count",
          number(1, 10_000),
          HttpLimits.DEFAULT.fieldCount(),
          "Number of header fields; 431 beyond.");
  public static final Setting<Long> LIMITS_REQUEST_BODY =
      DEFINED.with(
          Section.LIMITS,
          "limits.request-body",
          Formats.sizeOrNone(),
          HttpLimits.DEFAULT.requestBody(),
          "Length of a request body; 413 beyond.");
  public static final Setting<Integer> LIMITS_PIPELINED =
      DEFINED.with(
          Section.LIMITS,
          "limits.pipelined",
          number(1, 1_000),
          HttpLimits.DEFAULT.pipelined(),
          "Requests that may wait behind the one being answered; reading stops beyond.");

  public static final Setting<Duration> TIMEOUTS_REQUEST_HEAD =
      DEFINED.with(
          Section.TIMEOUTS,
          "timeouts.request-head",
          duration(TICK),
          HttpTimeouts.DEFAULT.requestHead(),
          "From the first byte of a request to the end of its head; 408 beyond.");
  public static final Setting<Duration> TIMEOUTS_KEEP_ALIVE =
      DEFINED.with(
          Section.TIMEOUTS,
          "timeouts.keep-alive",
          duration(TICK),
          HttpTimeouts.DEFAULT.keepAlive(),
          "How long a connection may wait for its next request.");
  public static final Setting<Duration> TIMEOUTS_BODY_IDLE =
      DEFINED.with(
          Section.TIMEOUTS,
          "timeouts.body-idle",
          duration(TICK),
          HttpTimeouts.DEFAULT.bodyIdle(),
          "Longest silence inside a body, and longest time a peer may leave data unread.");
  public static final Setting<Integer> TIMEOUTS_BODY_MIN_RATE =
      DEFINED.with(
          Section.TIMEOUTS,
          "timeouts.body-min-rate",
          size(0, 1 << 30),
          HttpTimeouts.DEFAULT.bodyMinRate(),
          "Bytes per second a body must average over any 10 s after its first 10 s; 0 for no"
              + " minimum.");
  public static final Setting<Duration> TIMEOUTS_STREAM_IDLE =
      DEFINED.with(
          Section.TIMEOUTS,
          "timeouts.stream-idle",
          duration(TICK),
          HttpTimeouts.DEFAULT.streamIdle(),
          "Longest silence of an upgraded connection or an event stream.");

  public static final Setting<PriorKnowledge> HTTP2_PRIOR_KNOWLEDGE =
      DEFINED.with(
          Section.HTTP2,
          "http2.prior-knowledge",
          choice(PriorKnowledge.class, Map.of()),
          Http2Settings.DEFAULT.priorKnowledge(),
          "Whether clients in plain text may begin with HTTP/2; 505 where they may not.");
  public static final Setting<Integer> HTTP2_STREAMS =
      DEFINED.with(
          Section.HTTP2,
          "http2.streams",
          number(1, 10_000),
          Http2Settings.DEFAULT.streams(),
          "Requests under way on one connection; refused beyond.");
  public static final Setting<Integer> HTTP2_STREAM_WINDOW =
      DEFINED.with(
          Section.HTTP2,
          "http2.stream-window",
          size(1024, 16 * MEBIBYTE),
          Http2Settings.DEFAULT.streamWindow(),
          "What a client may send of one body ahead of the backend.");
  public static final Setting<Integer> HTTP2_CONNECTION_WINDOW =
      DEFINED.with(
          Section.HTTP2,
          "http2.connection-window",
          size(64 * 1024, 64 * MEBIBYTE),
          Http2Settings.DEFAULT.connectionWindow(),
          "What a client may send of all bodies of a connection ahead of the backends.");
  public static final Setting<Integer> HTTP2_RESETS =
      DEFINED.with(
          Section.HTTP2,
          "http2.resets",
          number(1, 100_000),
          Http2Settings.DEFAULT.resets(),
          "Streams that a client may reset, or make us reset, in 30 s; the connection ends"
              + " beyond.");
  public static final Setting<Integer> HTTP2_CONTROL_FRAMES =
      DEFINED.with(
          Section.HTTP2,
          "http2.control-frames",
          number(1, 100_000),
          Http2Settings.DEFAULT.controlFrames(),
          "PING and SETTINGS frames of a client in 10 s; the connection ends beyond.");

  public static final Setting<TlsSettings.Version> TLS_OLDEST =
      DEFINED.with(
          Section.TLS,
          "tls.oldest",
          choice(TlsSettings.Version.class, TlsWords.VERSIONS),
          TlsSettings.DEFAULT.oldest(),
          "Oldest version of TLS that clients may speak.");
  public static final Setting<List<String>> TLS_CIPHERS =
      DEFINED.with(
          Section.TLS,
          "tls.ciphers",
          someOf(TlsWords.CIPHERS),
          TlsSettings.DEFAULT.ciphers(),
          "Cipher suites of TLS 1.2 in order of preference; those of TLS 1.3 are always on.");
  public static final Setting<List<String>> TLS_CURVES =
      DEFINED.with(
          Section.TLS,
          "tls.curves",
          someOf(TlsWords.CURVES),
          TlsSettings.DEFAULT.curves(),
          "Groups for the key exchange in order of preference.");
  public static final Setting<Duration> TLS_HANDSHAKE_TIMEOUT =
      DEFINED.with(
          Section.TLS,
          "tls.handshake-timeout",
          duration(TICK),
          TlsSettings.DEFAULT.handshakeTimeout(),
          "From the connection of a client to the end of its handshake.");
  public static final Setting<Integer> TLS_HANDSHAKES =
      DEFINED.with(
          Section.TLS,
          "tls.handshakes",
          number(1, 10_000_000),
          TlsSettings.DEFAULT.handshakes(),
          "Handshakes of clients under way at once; connections beyond are closed.");
  public static final Setting<Duration> TLS_TICKET_LIFETIME =
      DEFINED.with(
          Section.TLS,
          "tls.ticket-lifetime",
          duration(Duration.ofSeconds(2)),
          TlsSettings.DEFAULT.ticketLifetime(),
          "How long a session may be resumed; keys of tickets change twice in that time.");

  private static final List<Setting<?>> ALL =
      Stream.concat(ClusterCatalogue.all().stream(), DEFINED.all().stream()).toList();

  private Catalogue() {}

  /** Every setting, in the order of help texts. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
