package io.rauta.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves pages over HTTP/1.1 until closed. Pages are rendered on virtual threads, so that a slow
 * one delays no other; a connection has one request under way at a time.
 */
public final class AdminServer implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 128;
  private static final int IDLE_SECONDS = 60;
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_HEAD = 16_384;

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final ExecutorService renderers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-page-", 0).factory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AdminSocket socket;
  private final Channel listening;

  private AdminServer(AdminSocket socket, List<Page> pages) throws IOException {
    this.socket = socket;
    pages.forEach(page -> this.pages.put(page.path(), page));
    Page index = index(pages);
    this.pages.put(index.path(), index);
    this.listening = socket.listen(new Connections());
  }

  /**
   * Starts to serve.
   *
   * @param socket owned by the server from now on, also when starting fails
   * @param pages what
   * @throws IOException if the address cannot be bound
   */
  public static AdminServer start(AdminSocket socket, List<Page> pages) throws IOException {
    try {
      return new AdminServer(socket, pages);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The listening socket, to be handed to a successor. */
  public Channel socket() {
    return listening;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Stops at once. */
  @Override
  public void close() {
    renderers.shutdownNow();
    listening.close().awaitUninterruptibly();
    socket.close();
  }

  private static Page index(List<Page> pages) {
    StringBuilder text = new StringBuilder("Rauta admin endpoint");
    pages.forEach(page -> text.append("\n%-10s %s".formatted(page.path(), page.sentence())));
    Page.Answer answer = Page.Answer.line(200, text.toString());
    return new Page("/", Page.Readers.ALL, "This list.", _ -> answer);
  }

  /** Sets up each accepted connection. */
  private final class Connections extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      if (connections.size() >= MOST_CONNECTIONS) {
        channel.close();
        return;
      }
      connections.add(channel);
      HttpDecoderConfig limits =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(LONGEST_LINE)
              .setMaxHeaderSize(LONGEST_HEAD);
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(new ReadTimeoutHandler(IDLE_SECONDS));
      pipeline.addLast(new HttpRequestDecoder(limits));
      pipeline.addLast(new HttpResponseEncoder());
      pipeline.addLast(new AdminConnection(pages, renderers));
    }
  }
}
