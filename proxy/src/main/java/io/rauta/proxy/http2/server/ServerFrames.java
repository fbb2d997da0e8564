package io.rauta.proxy.http2.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http2.FrameInput;
import io.rauta.proxy.http2.syntax.FieldDecoder;
import io.rauta.proxy.http2.syntax.FieldList;
import io.rauta.proxy.http2.syntax.FieldWriter;
import io.rauta.proxy.http2.syntax.Judgement;
import io.rauta.proxy.http2.syntax.RequestRules;
import io.rauta.proxy.observe.Flood;
import io.rauta.proxy.observe.StreamReset;
import org.jspecify.annotations.Nullable;

/**
 * What a client's frames mean: the states of its streams (RFC 9113 section 5.1), its settings, and
 * what is refused of them.
 *
 * <p>Owned by one event loop. An exception ends the connection.
 */
final class ServerFrames extends Http2FrameAdapter
    implements FrameInput.Events, FieldDecoder.Blocks {

  private static final int FIRST_WINDOW = 65_535;

  private final Http2ServerConnection connection;
  private final ServerParts parts;
  private final ServerStreams streams;
  private final FieldWriter fields;
  private final RequestRules rules;
  private final FieldDecoder decoder;
  private final HeaderBlock unwanted = new HeaderBlock();
  private @Nullable ServerStream fresh;
  private boolean areSettingsHere;
  private boolean areSettingsKnown;
  private int clientWindow = FIRST_WINDOW;
  private long dataReceived;

  /** Of heads, as long as nothing else is too much: they are judged while they are decoded. */
  private Flood flood = Flood.HEADERS;

  ServerFrames(
      Http2ServerConnection connection,
      ServerParts parts,
      ServerStreams streams,
      FieldWriter fields,
      RequestRules rules) {
    this.connection = connection;
    this.parts = parts;
    this.streams = streams;
    this.fields = fields;
    this.rules = rules;
    this.decoder = new FieldDecoder(parts.listener().settings().limits(), this);
  }

  FieldDecoder decoder() {
    return decoder;
  }

  /** Whether the client's first frame is here. */
  private boolean isListening() throws Http2Exception {
    if (!areSettingsHere) {
      throw refused(Http2Error.PROTOCOL_ERROR, "the first frame is not SETTINGS");
    }
    return connection.isOpen();
  }

  private static Http2Exception refused(Http2Error error, String why) {
    return Http2Exception.connectionError(error, why);
  }

  private void spend(Flood kind) throws Http2Exception {
    if (!connection.floods().spend(kind, parts.listener().loop().now())) {
      throw flood(kind);
    }
  }

  private void spendControl() throws Http2Exception {
    long dataFrames = dataReceived + parts.data().frames();
    if (!connection.floods().spendControl(parts.listener().loop().now(), dataFrames)) {
      throw flood(Flood.CONTROL);
    }
  }

  /** What a connection that ends with ENHANCE_YOUR_CALM had too much of. */
  Flood flood() {
    return flood;
  }

  private Http2Exception flood(Flood kind) {
    flood = kind;
    return refused(Http2Error.ENHANCE_YOUR_CALM, "a flood of " + kind);
  }

  // ---- heads

  @Override
  public HeaderBlock blockFor(int id) {
    ServerStream open = streams.get(id);
    if (open != null) {
      return open.request().hasEnded() ? unwanted : open.request().trailers();
    }
    if (!streams.isNew(id) || !connection.takesStreams() || isFull()) {
      return unwanted;
    }
    ServerStream next = fresh == null ? streams.obtain(parts) : fresh;
    fresh = next;
    return next.request().head().headers();
  }

  private boolean isFull() {
    return streams.size() >= parts.listener().settings().http2().streams();
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean ends)
      throws Http2Exception {
    onHeadersRead(ctx, id, headers, padding, ends);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean ends)
      throws Http2Exception {
    if (!isListening()) {
      return;
    }
    ServerStream open = streams.get(id);
    if (open != null) {
      streams.touch(open);
      open.request().trailers(decoder.fields(), ends);
    } else if (streams.isNew(id)) {
      opened(id, ends);
    } else {
      onClosedStream(id);
    }
  }

  private void onClosedStream(int id) throws Http2Exception {
    switch (streams.end(id)) {
      case BY_US -> {}
      case KNOWN_TO_CLIENT -> throw refused(Http2Error.STREAM_CLOSED, "HEADERS on a closed stream");
      case UNKNOWN -> throw refused(Http2Error.PROTOCOL_ERROR, "the stream's id is out of order");
    }
  }

  private void opened(int id, boolean ends) throws Http2Exception {
    if (!connection.takesStreams()) {
      return;
    }
    streams.used(id);
    ServerStream stream = fresh;
    if (stream == null) {
      refuseStream(id);
      return;
    }
    fresh = null;
    parts.listener().metrics().streamOpened();
    stream.begin(id, clientWindow, ends);
    streams.add(stream);
    connection.opened(stream);
    judge(stream, decoder.fields(), ends);
  }

  /** Refuses one too many; a client that has not seen our settings yet is not to blame. */
  private void refuseStream(int id) throws Http2Exception {
    streams.refused(id);
    parts.out().reset(id, Http2Error.REFUSED_STREAM);
    parts.listener().metrics().streamReset(StreamReset.TOO_MANY);
    if (areSettingsKnown) {
      spend(Flood.RESETS_CAUSED);
    }
  }

  private void judge(ServerStream stream, FieldList list, boolean ends) {
    switch (rules.judge(list, stream.request().head(), parts.listener().settings(), ends)) {
      case Judgement.Good good -> {
        if (rules.isAboutServer()) {
          stream.sendReply(LocalReply.OPTIONS);
        } else {
          stream.request().start();
        }
      }
      case Judgement.Malformed malformed -> stream.clientError(Http2Error.PROTOCOL_ERROR);
      case Judgement.Refused(LocalReply reply) -> stream.sendReply(reply);
    }
  }

  // ---- data

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean ends)
      throws Http2Exception {
    int bytes = data.readableBytes() + padding;
    if (!isListening()) {
      return bytes;
    }
    if (!parts.window().take(bytes)) {
      throw refused(Http2Error.FLOW_CONTROL_ERROR, "more data than the connection's window allows");
    }
    if (bytes > padding) {
      dataReceived++;
    } else if (!ends) {
      spend(Flood.EMPTY);
    }
    ServerStream stream = streams.get(id);
    if (stream != null) {
      streams.touch(stream);
      stream.request().data(data, bytes, ends);
      return bytes;
    }
    if (streams.isIdle(id)) {
      throw refused(Http2Error.PROTOCOL_ERROR, "DATA on an idle stream");
    }
    parts.giveBack(bytes);
    if (streams.end(id) != ClosedStreams.End.BY_US) {
      reset(id, Http2Error.STREAM_CLOSED);
    }
    return bytes;
  }

  @Override
  public void onPartialData(int id, int bytes) {
    ServerStream stream = streams.get(id);
    if (stream != null) {
      stream.request().partialData(bytes);
    }
  }

  // ---- streams

  @Override
  public void onStreamError(int id, Http2Error error) throws Http2Exception {
    if (!isListening()) {
      return;
    }
    ServerStream stream = streams.get(id);
    if (stream != null) {
      stream.clientError(error);
    } else {
      reset(id, error);
    }
  }

  private void reset(int id, Http2Error error) throws Http2Exception {
    parts.out().reset(id, error);
    parts.listener().metrics().streamReset(StreamReset.CLIENT_ERROR);
    spend(Flood.RESETS_CAUSED);
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long error) throws Http2Exception {
    if (!isListening()) {
      return;
    }
    if (streams.isIdle(id)) {
      throw refused(Http2Error.PROTOCOL_ERROR, "RST_STREAM on an idle stream");
    }
    ServerStream stream = streams.get(id);
    if (stream != null) {
      stream.resetByClient();
    }
    spend(Flood.RESETS);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int id, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    if (isListening()) {
      spend(Flood.EMPTY);
    }
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int id, int bytes)
      throws Http2Exception {
    if (!isListening()) {
      return;
    }
    if (!connection.floods().spendWindowUpdate(parts.data().frames())) {
      throw flood(Flood.WINDOW_UPDATES);
    }
    if (id == 0) {
      if (!parts.data().grow(bytes)) {
        throw refused(Http2Error.FLOW_CONTROL_ERROR, "the connection's window is too large");
      }
      return;
    }
    ServerStream stream = streams.get(id);
    if (stream == null) {
      if (streams.isIdle(id)) {
        throw refused(Http2Error.PROTOCOL_ERROR, "WINDOW_UPDATE on an idle stream");
      }
    } else if (!parts.data().grow(stream.output(), bytes)) {
      stream.clientError(Http2Error.FLOW_CONTROL_ERROR);
    }
  }

  // ---- the connection

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    areSettingsHere = true;
    if (!isListening()) {
      return;
    }
    spendControl();
    if (settings.headerTableSize() != null) {
      fields.tableSizeNamed();
    }
    parts.out().settingsAck();
    Integer window = settings.initialWindowSize();
    if (window != null) {
      changeWindows(window);
    }
  }

  private void changeWindows(int window) throws Http2Exception {
    int change = window - clientWindow;
    clientWindow = window;
    for (ServerStream stream : streams.snapshot()) {
      if (stream.isOpen() && !parts.data().grow(stream.output(), change)) {
        throw refused(Http2Error.FLOW_CONTROL_ERROR, "a stream's window is too large");
      }
    }
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    if (isListening()) {
      areSettingsKnown = true;
      spendControl();
    }
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long payload) throws Http2Exception {
    if (isListening()) {
      spendControl();
      parts.out().pingAck(payload);
    }
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long payload) throws Http2Exception {
    if (isListening()) {
      spendControl();
      connection.pingConfirmed(payload);
    }
  }

  @Override
  public void onGoAwayRead(ChannelHandlerContext ctx, int last, long error, ByteBuf debug)
      throws Http2Exception {
    if (isListening()) {
      spendControl();
      connection.clientLeaves();
    }
  }

  @Override
  public void onPushPromiseRead(
      ChannelHandlerContext ctx, int id, int promised, Http2Headers headers, int padding)
      throws Http2Exception {
    throw refused(Http2Error.PROTOCOL_ERROR, "a client cannot push");
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int id, Http2Flags flags, ByteBuf payload) {
    if (connection.isOpen()
        && !connection.floods().spend(Flood.EMPTY, parts.listener().loop().now())) {
      connection.flooded(Flood.EMPTY);
    }
  }
}
