package io.rauta.proxy.grpc;

import io.netty.buffer.ByteBuf;
import io.rauta.proxy.http.ClientAddress;
import io.rauta.proxy.http.DownstreamStream;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.LocalReply;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.http.ResponseHead;
import io.rauta.proxy.observe.RouteCells;
import io.rauta.proxy.observe.WorkerMetrics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a call of gRPC: passes on what the backend answers, and whatever ends the
 * call has it end with a status. Answers of the gateway's own, and those of a backend that speaks
 * HTTP alone, become answers that consist of their fields ("trailers only").
 *
 * <p>Owned by one event loop and reused by {@link #begin}. What is told as {@code grpc-message} is
 * printable ASCII without percent signs, so that it is its own encoding.
 */
final class GrpcCall implements DownstreamStream {

  private static final byte[] CONTENT_TYPE = FieldName.CONTENT_TYPE.lowerCase();
  private static final byte[] STATUS = FieldName.GRPC_STATUS.lowerCase();
  private static final byte[] MESSAGE = ascii("grpc-message");
  private static final byte[] DETAILS = ascii("grpc-status-details-bin");
  private static final byte[] ENCODING = ascii("content-encoding");
  private static final byte[] GRPC = ascii("application/grpc");
  private static final byte[] NO_STATUS = ascii("The backend told no status");

  private final DownstreamStream client;
  private final WorkerMetrics metrics;
  private RouteCells cells;
  private Answer answer = Answer.NONE;
  private int told = GrpcStatus.NONE;
  private boolean endsWithTrailers;
  private boolean areTrailersAccepted;
  private long timeoutNanos = GrpcTimeout.NONE;

  /** How far the answer has come. */
  private enum Answer {
    /** Nothing was sent. */
    NONE,
    /** The head was sent; the status follows. */
    BEGUN,
    /** The head was sent, and the status with it. */
    TOLD,
    /** As {@link #TOLD}, instead of what the backend sends. */
    REPLACED
  }

  /** Calls whose answers go to {@code client}. */
  GrpcCall(DownstreamStream client, WorkerMetrics metrics) {
    this.client = client;
    this.metrics = metrics;
    this.cells = new RouteCells("");
  }

  /** A call has come that no route has taken yet. */
  void begin(RequestHead request, RouteCells unrouted) {
    cells = unrouted;
    answer = Answer.NONE;
    told = GrpcStatus.NONE;
    areTrailersAccepted = request.areTrailersAccepted();
    timeoutNanos = GrpcTimeout.nanos(request.headers());
  }

  /** A route has taken the call. */
  void routed(RouteCells ofRoute) {
    cells = ofRoute;
  }

  /** How long the client waits, in nanoseconds, or what {@link GrpcTimeout} says instead. */
  long timeoutNanos() {
    return timeoutNanos;
  }

  // ---- the answer

  @Override
  public void sendHead(ResponseHead response) {
    told = GrpcStatus.of(response.headers());
    endsWithTrailers = response.bodyLength() == ResponseHead.CHUNKED && areTrailersAccepted;
    if (told != GrpcStatus.NONE) {
      answer = Answer.TOLD;
    } else if (response.status() == 200) {
      answer = Answer.BEGUN;
    } else {
      answer = Answer.REPLACED;
      String message = "The backend answered with HTTP status " + response.status();
      become(response, GrpcStatus.ofHttp(response.status()), ascii(message));
    }
    client.sendHead(response);
  }

  /** Makes {@code response} one that consists of its fields. */
  private void become(ResponseHead response, int status, byte[] message) {
    HeaderBlock headers = response.headers();
    headers.removeAll(FieldName.CONTENT_TYPE);
    headers.removeAll(FieldName.CONTENT_LENGTH);
    headers.removeAll(ENCODING);
    headers.removeAll(MESSAGE);
    headers.removeAll(DETAILS);
    headers.add(CONTENT_TYPE, GRPC);
    tell(headers, status, message);
    response.status(200, 0, 0);
    response.bodyLength(0);
  }

  private void tell(HeaderBlock fields, int status, byte[] message) {
    told = status;
    fields.add(STATUS, ascii(Integer.toString(status)));
    fields.add(MESSAGE, message);
  }

  @Override
  public void sendData(ByteBuf data) {
    if (answer == Answer.REPLACED) {
      data.release();
    } else {
      client.sendData(data);
    }
  }

  @Override
  public void sendEnd(@Nullable HeaderBlock trailers) {
    switch (answer) {
      case NONE, BEGUN -> sendStatus(trailers);
      case TOLD -> {
        count();
        client.sendEnd(trailers);
      }
      case REPLACED -> {
        count();
        client.sendEnd(null);
      }
    }
  }

  private void sendStatus(@Nullable HeaderBlock trailers) {
    HeaderBlock last = trailers == null ? new HeaderBlock() : trailers;
    told = GrpcStatus.of(last);
    if (told == GrpcStatus.NONE) {
      tell(last, GrpcStatus.UNKNOWN, NO_STATUS);
    }
    count();
    client.sendEnd(last);
  }

  private void count() {
    cells.countCall(told == GrpcStatus.NONE ? GrpcStatus.UNKNOWN : told);
  }

  @Override
  public boolean takeBack() {
    boolean isTaken = client.takeBack();
    if (isTaken) {
      answer = Answer.NONE;
    }
    return isTaken;
  }

  @Override
  public void sendReply(LocalReply reply) {
    ResponseHead head = new ResponseHead();
    head.local(reply);
    sendReply(reply, head);
  }

  @Override
  public void sendReply(LocalReply reply, ResponseHead head) {
    metrics.replied(reply);
    become(head, reply.grpcStatus(), ascii(reply.phrase()));
    count();
    client.sendHead(head);
    client.sendEnd(null);
  }

  // ---- endings before the end

  /** Ends the call because of {@code cause}, which the client is told where that is possible. */
  void fail(LocalReply cause) {
    switch (answer) {
      case REPLACED -> sendEnd(null);
      case BEGUN -> {
        told = cause.grpcStatus();
        count();
        if (endsWithTrailers) {
          HeaderBlock trailers = new HeaderBlock();
          tell(trailers, cause.grpcStatus(), ascii(cause.phrase()));
          client.sendEnd(trailers);
          client.flush();
        } else {
          client.abort();
        }
      }
      case NONE, TOLD -> {
        told = cause.grpcStatus();
        count();
        client.abort();
      }
    }
  }

  @Override
  public void abort() {
    fail(LocalReply.UPSTREAM_RESET);
  }

  /** The client has given up before the end. */
  void cancelled() {
    told = GrpcStatus.CANCELLED;
    count();
  }

  // ---- what is as in any request

  @Override
  public ClientAddress client() {
    return client.client();
  }

  @Override
  public void sendContinue() {
    client.sendContinue();
  }

  @Override
  public void sendInterim(ResponseHead head) {
    client.sendInterim(head);
  }

  @Override
  public void sendUpgrade(ResponseHead head) {
    client.sendUpgrade(head);
  }

  @Override
  public void flush() {
    client.flush();
  }

  @Override
  public boolean isWritable() {
    return client.isWritable();
  }

  @Override
  public void pauseRequest() {
    client.pauseRequest();
  }

  @Override
  public void resumeRequest() {
    client.resumeRequest();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
