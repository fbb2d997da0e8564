package io.rauta.proxy.handover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking client with one question per connection. */
final class Caller {

  private Caller() {}

  /** Which side answers on the loopback port {@code port}, or why none does. */
  static String ask(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
      socket.getOutputStream().write('?');
      return answer(socket);
    }
  }

  /** The whole answer that comes on {@code socket}, whose question is sent. */
  static String answer(Socket socket) throws IOException {
    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (!answer.endsWith("\n")) {
      throw new IOException("the answer is cut: '" + answer + "'");
    }
    return answer.strip();
  }
}
