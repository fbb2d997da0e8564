package io.rauta.testkit;

import io.rauta.origins.MessageReader;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An origin on any kind of address that answers every request with the same body. */
public final class ChannelOrigin implements AutoCloseable {

  private final ServerSocketChannel server;
  private final String response;

  private ChannelOrigin(ServerSocketChannel server, String body) {
    this.server = server;
    this.response = NamedOrigins.ok(body);
  }

  /** Starts one. */
  public static ChannelOrigin start(SocketAddress address, String body) throws IOException {
    ServerSocketChannel server =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    ChannelOrigin origin = new ChannelOrigin(server.bind(address), body);
    Thread.ofVirtual().name("channel-origin").start(origin::accept);
    return origin;
  }

  /** Where it listens. */
  public SocketAddress address() throws IOException {
    return server.getLocalAddress();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(SocketChannel client) {
    try (client) {
      MessageReader requests = new MessageReader(Channels.newInputStream(client));
      while (requests.readRequest().isPresent()) {
        client.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException e) {
      // The gateway has left.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
