package io.rauta.proxy.forward;

import io.netty.buffer.ByteBuf;
import io.rauta.config.listener.HttpTimeouts;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import io.rauta.proxy.http.RequestHead;
import io.rauta.proxy.observe.MirrorOutcome;
import io.rauta.proxy.pool.HostPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one request. A copy is the request as it was received, with its canonical path and
 * its host, and with the fields that say where it comes from; filters change the request only.
 *
 * <p>Owned by one event loop; made for requests of rules that have mirrors.
 */
final class Mirroring {

  private final ForwardContext context;
  private final RequestHead head;
  private final HttpTimeouts timeouts;
  private final List<MirrorTarget> wanted;
  private final List<MirroredRequest> copies = new ArrayList<>(2);

  private Mirroring(
      ForwardContext context, RequestHead head, HttpTimeouts timeouts, List<MirrorTarget> wanted) {
    this.context = context;
    this.head = head;
    this.timeouts = timeouts;
    this.wanted = wanted;
  }

  /**
   * Prepares the copies of {@code request} before filters change it; answers null where there are
   * none. A request for a WebSocket has none: a copy could not take part in the conversation.
   */
  static @Nullable Mirroring of(
      ForwardContext context, ForwardRule rule, RequestHead request, HttpTimeouts timeouts) {
    if (request.isWebSocket()) {
      return null;
    }
    List<MirrorTarget> wanted = new ArrayList<>(2);
    pick(context, rule.mirrors(), wanted);
    return wanted.isEmpty() && !rule.hasTargetMirrors()
        ? null
        : new Mirroring(context, request.copy(), timeouts, wanted);
  }

  private static void pick(
      ForwardContext context, List<MirrorTarget> targets, List<MirrorTarget> into) {
    for (MirrorTarget target : targets) {
      if (context.mirrorCells(target).takesNext()) {
        into.add(target);
      }
    }
  }

  /** Sends the copies of a request that goes to {@code target}. */
  void start(ForwardRule.Target.ToCluster target) {
    pick(context, target.mirrors(), wanted);
    for (MirrorTarget mirror : wanted) {
      MirrorCells cells = context.mirrorCells(mirror);
      HostPool pool = context.clusters().of(mirror.cluster()).pick(null);
      if (pool == null || !cells.tryBegin()) {
        context.metrics().mirrored(MirrorOutcome.DROPPED);
        continue;
      }
      MirroredRequest copy = new MirroredRequest(context, cells, pool, headFor(mirror), timeouts);
      copies.add(copy);
      copy.start();
    }
  }

  private RequestHead headFor(MirrorTarget mirror) {
    if (!mirror.withholdsCredentials()) {
      return head;
    }
    RequestHead without = head.copy();
    without.headers().removeAll(FieldName.AUTHORIZATION);
    without.headers().removeAll(FieldName.COOKIE);
    return without;
  }

  /** A part of the body, which stays the caller's. */
  void data(ByteBuf data) {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).data(data.retainedDuplicate());
    }
  }

  /** The request is complete; {@code trailers} are its own, null for none. */
  void end(@Nullable HeaderBlock trailers) {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).end(trailers);
    }
  }

  void flush() {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).flush();
    }
  }

  /** The request will not be complete, so that no copy can be. */
  void cut() {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).cancel(MirrorOutcome.CUT);
    }
  }
}
