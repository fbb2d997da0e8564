package io.rauta.proxy.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.observe.WorkerMetrics;
import io.rauta.proxy.session.ServerListener;
import org.jspecify.annotations.Nullable;

/**
 * The answering half of a client's connection: writes what an exchange sends, and decides with each
 * answer whether the connection ends behind it.
 *
 * <p>Owned by one event loop; one for a connection, whose requests use it one after the other.
 */
final class ServerStream implements DownstreamStream {

  private final Channel channel;
  private final Http1ServerConnection connection;
  private final ClientAddress client;
  private final RequestHead request;
  private final WorkerMetrics metrics;
  private final Output out;
  private final ResponseWriter writer;
  private boolean isAnswering;
  private boolean isClosing;
  private boolean isDraining;

  ServerStream(
      Channel channel,
      Http1ServerConnection connection,
      ClientAddress client,
      RequestHead request,
      ServerListener listener) {
    this.channel = channel;
    this.connection = connection;
    this.client = client;
    this.request = request;
    this.metrics = listener.metrics();
    this.out = new Output(channel, channel.voidPromise());
    this.writer = new ResponseWriter(out, listener.loop().date());
  }

  /** What is about to be written. */
  Output out() {
    return out;
  }

  /** A request has come whose sender wants the connection closed behind its answer, or not. */
  void begin(boolean close) {
    isAnswering = false;
    isClosing = close;
  }

  /** Whether the head of the answer was sent. */
  boolean isAnswering() {
    return isAnswering;
  }

  /** Whether the connection ends behind the answer. */
  boolean isClosing() {
    return isClosing;
  }

  /** The connection ends behind the answer. */
  void close() {
    isClosing = true;
  }

  /** Whether every answer is the last from now on. */
  boolean isDraining() {
    return isDraining;
  }

  /** Makes every answer the last from now on. */
  void drain() {
    isDraining = true;
  }

  @Override
  public ClientAddress client() {
    return client;
  }

  @Override
  public void sendContinue() {
    if (!connection.requests().hasBodyBegun()) {
      writer.continues();
      out.flush();
    }
  }

  @Override
  public void sendInterim(ResponseHead interim) {
    if (!request.isHttp10()) {
      writer.interim(interim);
    }
  }

  @Override
  public void sendHead(ResponseHead response) {
    isAnswering = true;
    isClosing |= isDraining || connection.requests().isInBody();
    out.hold();
    isClosing = writer.head(response, request, isClosing);
  }

  @Override
  public boolean takeBack() {
    boolean isTaken = out.takeBack();
    isAnswering &= !isTaken;
    return isTaken;
  }

  @Override
  public void sendUpgrade(ResponseHead response) {
    isAnswering = true;
    isClosing = true;
    writer.upgrade(response);
    connection.requests().upgraded();
  }

  @Override
  public void sendData(ByteBuf data) {
    writer.data(data);
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    writer.end(request.areTrailersAccepted() ? trailers : null);
    connection.requests().answered();
  }

  @Override
  public void sendReply(LocalReply reply) {
    beginReply(reply);
    writer.reply(reply, hasBody(), isClosing);
    connection.requests().answered();
  }

  @Override
  public void sendReply(LocalReply reply, ResponseHead head) {
    beginReply(reply);
    writer.reply(reply, head, hasBody(), isClosing);
    connection.requests().answered();
  }

  private void beginReply(LocalReply reply) {
    metrics.replied(reply);
    isAnswering = true;
    isClosing |= isDraining || request.isHttp10() || connection.requests().isBodyTooLongToSkip();
  }

  private boolean hasBody() {
    return !request.method().equals("HEAD");
  }

  /** Writes an answer to what is no valid request; nothing can follow it. */
  void sendRefusal(LocalReply reply) {
    isClosing = true;
    metrics.replied(reply);
    writer.reply(reply, true, true);
  }

  @Override
  public void abort() {
    if (writer.endsWithConnection()) {
      // Only a reset tells this client that what it has is not the whole.
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    connection.aborted();
  }

  @Override
  public void flush() {
    out.flush();
    connection.flushed();
  }

  @Override
  public boolean isWritable() {
    return out.isWritable();
  }

  @Override
  public void pauseRequest() {
    connection.requests().pause();
  }

  @Override
  public void resumeRequest() {
    connection.requests().resume();
  }
}
