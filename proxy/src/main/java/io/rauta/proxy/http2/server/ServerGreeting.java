package io.rauta.proxy.http2.server;

import io.netty.handler.codec.http2.Http2CodecUtil;
import io.rauta.config.listener.Http2Settings;
import io.rauta.config.listener.HttpSettings;
import io.rauta.proxy.http2.FrameOutput;

/** What a client is told at first: how much it may have under way and send ahead. */
final class ServerGreeting {

  private static final int FIRST_WINDOW = 65_535;

  private ServerGreeting() {}

  /** Writes what follows from {@code settings}. */
  static void write(FrameOutput out, HttpSettings settings) {
    Http2Settings http2 = settings.http2();
    boolean hasTunnels = settings.upgrades() == HttpSettings.Upgrades.WEBSOCKET;
    out.settings(
        Http2CodecUtil.SETTINGS_MAX_CONCURRENT_STREAMS,
        http2.streams(),
        Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE,
        http2.streamWindow(),
        Http2CodecUtil.SETTINGS_MAX_HEADER_LIST_SIZE,
        settings.limits().fieldSection(),
        Http2CodecUtil.SETTINGS_ENABLE_CONNECT_PROTOCOL,
        hasTunnels ? 1 : 0);
    if (http2.connectionWindow() > FIRST_WINDOW) {
      out.windowUpdate(0, http2.connectionWindow() - FIRST_WINDOW);
    }
    out.flushSoon();
  }
}
