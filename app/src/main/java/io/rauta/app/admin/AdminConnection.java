package io.rauta.app.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: judges each request, has its page rendered elsewhere and answers. Owned
 * by the event loop; nothing is read while a page is rendered.
 */
final class AdminConnection extends SimpleChannelInboundHandler<HttpObject> {

  private static final Logger LOG = LoggerFactory.getLogger("admin");

  private final Map<String, Page> pages;
  private final Executor renderers;
  private State state = State.IDLE;

  AdminConnection(Map<String, Page> pages, Executor renderers) {
    this.pages = pages;
    this.renderers = renderers;
  }

  /** What the connection is doing. */
  private enum State {
    /** Waits for a request. */
    IDLE,
    /** Renders a page or writes it. */
    ANSWERING,
    /** Will be closed; further input is dropped. */
    ENDING
  }

  /** What is known of a request once its page is rendered. */
  private record Asked(HttpMethod method, boolean keepAlive) {}

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (state == State.IDLE && message instanceof HttpRequest request) {
      begin(context, request);
    } else if (state == State.ANSWERING && !(message instanceof LastHttpContent)) {
      state = State.ENDING; // a body, or a request that was pipelined
      context.channel().close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection failed remote={}", context.channel().remoteAddress(), cause);
    context.channel().close();
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    state = State.ANSWERING;
    Asked asked = new Asked(request.method(), HttpUtil.isKeepAlive(request));
    Optional<Page.Answer> refusal = refusal(context, request);
    if (refusal.isPresent()) {
      write(context, new Asked(request.method(), false), refusal.get());
      return;
    }
    Page page = pages.get(path(request));
    if (page == null) {
      write(context, asked, Page.Answer.line(404, "no such page; / lists all"));
    } else if (page.readers() == Page.Readers.LOOPBACK && !isLocal(context)) {
      write(
          context,
          asked,
          Page.Answer.line(403, "answered on the loopback address only, see admin.expose"));
    } else {
      render(
          context,
          asked,
          page,
          new Page.Request(accept(request), parameters(request).orElse(Map.of())));
    }
  }

  private void render(ChannelHandlerContext context, Asked asked, Page page, Page.Request request) {
    context.channel().config().setAutoRead(false);
    renderers.execute(
        () -> {
          Page.Answer answer = rendered(page, request);
          context
              .executor()
              .execute(
                  () -> {
                    write(context, asked, answer);
                    context.channel().config().setAutoRead(true);
                  });
        });
  }

  private static Page.Answer rendered(Page page, Page.Request request) {
    try {
      return page.render().apply(request);
    } catch (RuntimeException e) {
      LOG.error("page failed path={}", page.path(), e);
      return Page.Answer.line(500, "the page could not be made");
    }
  }

  private static Optional<Page.Answer> refusal(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(Page.Answer.line(400, "bad request"));
    }
    if (parameters(request).isEmpty()) {
      return Optional.of(Page.Answer.line(400, "the query is not percent-encoded"));
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return Optional.of(Page.Answer.line(405, "only GET and HEAD are answered"));
    }
    if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0) {
      return Optional.of(Page.Answer.line(400, "a request body is not expected"));
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    InetAddress connectedTo = ((InetSocketAddress) context.channel().localAddress()).getAddress();
    if (hosts.size() != 1 || !HostCheck.allows(hosts.getFirst(), connectedTo)) {
      return Optional.of(
          Page.Answer.line(421, "the Host field must hold localhost or the address asked"));
    }
    return Optional.empty();
  }

  private void write(ChannelHandlerContext context, Asked asked, Page.Answer answer) {
    boolean head = asked.method().equals(HttpMethod.HEAD);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    headers.set("x-content-type-options", "nosniff");
    if (answer.status() == 405) {
      headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    if (!asked.keepAlive()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    state = asked.keepAlive() ? State.IDLE : State.ENDING;
    ChannelFuture written = context.writeAndFlush(response);
    if (!asked.keepAlive()) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static String path(HttpRequest request) {
    return request.uri().split("\\?", 2)[0];
  }

  /** The parameters of the query; empty where it cannot be decoded. */
  private static Optional<Map<String, List<String>>> parameters(HttpRequest request) {
    try {
      return Optional.of(new QueryStringDecoder(request.uri()).parameters());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String accept(HttpRequest request) {
    return String.join(", ", request.headers().getAll(HttpHeaderNames.ACCEPT));
  }

  private static boolean isLocal(ChannelHandlerContext context) {
    return context.channel().remoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress().isLoopbackAddress();
  }
}
