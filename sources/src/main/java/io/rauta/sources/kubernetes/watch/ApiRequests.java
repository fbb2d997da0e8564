package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.rauta.sources.kubernetes.watch.ApiFailure.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks the API server, with who we are. For any thread; each request waits for its answer. */
final class ApiRequests {

  private static final int MESSAGE_LIMIT = 4096;

  private final HttpClient http;
  private final String server;
  private final Duration patience;

  /**
   * Asks with {@code client}, which stays the owner of its connections.
   *
   * @param patience how long an answer may take to begin
   */
  ApiRequests(KubernetesClient client, Duration patience) {
    this.http = client.getHttpClient();
    this.server = client.getConfiguration().getMasterUrl().replaceAll("/+$", "");
    this.patience = patience;
  }

  /** The address of the server. */
  String server() {
    return server;
  }

  /**
   * Asks for {@code path} and returns the body of the answer once it begins.
   *
   * @param query not yet encoded
   * @param accept the form that is asked for
   */
  InputStream get(String path, Map<String, String> query, String accept)
      throws ApiFailure, InterruptedException {
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(server + path + encoded(query))
            .header("Accept", accept)
            .forStreaming()
            .build();
    HttpResponse<InputStream> response = answer(request);
    if (!response.isSuccessful()) {
      throw refusal(response);
    }
    return response.body();
  }

  private HttpResponse<InputStream> answer(HttpRequest request)
      throws ApiFailure, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.sendAsync(request, InputStream.class);
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new ApiFailure(Cause.UNREACHABLE, server + " cannot be asked: " + message(e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ApiFailure(
          Cause.UNREACHABLE, server + " did not answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static ApiFailure refusal(HttpResponse<InputStream> response) {
    int code = response.code();
    Cause cause =
        switch (code) {
          case 401, 403 -> Cause.FORBIDDEN;
          case 404 -> Cause.UNKNOWN_KIND;
          case 410 -> Cause.TOO_OLD;
          case 429, 502, 503 -> Cause.UNREACHABLE;
          default -> Cause.REFUSED;
        };
    return new ApiFailure(cause, "the server says " + code + ": " + text(response.body()));
  }

  private static String text(InputStream body) {
    try (body) {
      return new String(body.readNBytes(MESSAGE_LIMIT), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return message(e);
    }
  }

  /** The innermost reason; those around it only name classes of the client. */
  private static String message(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }
}
