package io.rauta.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** A backend that answers with its name and the request it got. */
final class EchoBackend implements AutoCloseable {

  private final String name;
  private final HttpServer server;

  private EchoBackend(String name, HttpServer server) {
    this.name = name;
    this.server = server;
  }

  /** Starts one on a free port of the loopback address. */
  static EchoBackend start(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EchoBackend backend = new EchoBackend(name, server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", backend::answer);
    server.start();
    return backend;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = text(exchange).getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("X-Backend", name);
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private String text(HttpExchange exchange) {
    StringBuilder text = new StringBuilder();
    text.append("This is backend ").append(name).append(". It was asked:\n\n");
    text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    text.append(" HTTP/1.1\n");
    Map<String, List<String>> fields = new TreeMap<>(exchange.getRequestHeaders());
    fields.forEach(
        (field, values) ->
            values.forEach(value -> text.append(field).append(": ").append(value).append('\n')));
    return text.toString();
  }
}
