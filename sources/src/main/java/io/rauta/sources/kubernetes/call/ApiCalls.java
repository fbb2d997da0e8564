package io.rauta.sources.kubernetes.call;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests over the connections of a client, each exactly once: whoever calls knows
 * better than a client when to try again, and how often. Usable by any thread; closed with the
 * client.
 */
public final class ApiCalls {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http;
  private final KubernetesSerialization json;
  private final String root;
  private final Duration timeout;

  /**
   * Does nothing until asked.
   *
   * @param client the connection; stays the caller's
   * @param json writes and reads the values
   * @param timeout after which a request has failed
   */
  public ApiCalls(Client client, KubernetesSerialization json, Duration timeout) {
    this.http =
        client
            .getHttpClient()
            .newBuilder()
            .tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build())
            .build();
    this.json = json;
    String url = client.getMasterUrl().toString();
    this.root = url.endsWith("/") ? url : url + "/";
    this.timeout = timeout;
  }

  /**
   * Sends a request.
   *
   * @return completed by a thread of the client, never exceptionally
   */
  public CompletableFuture<ApiAnswer> send(ApiCall call) {
    CompletableFuture<HttpResponse<byte[]>> sent;
    try {
      sent = http.sendAsync(request(call), byte[].class);
    } catch (IllegalStateException e) {
      return CompletableFuture.completedFuture(new ApiAnswer.Failed(said(e)));
    }
    return sent.orTimeout(timeout.toMillis() * 2, TimeUnit.MILLISECONDS)
        .thenApply(this::answer)
        .exceptionally(e -> new ApiAnswer.Failed(said(e)));
  }

  private HttpRequest request(ApiCall call) {
    HttpRequest.Builder request =
        http.newHttpRequestBuilder()
            .uri(root + call.path())
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (call.body().isEmpty()) {
      return call.verb() == ApiCall.Verb.DELETE ? request.delete("", "").build() : request.build();
    }
    return request
        .method(
            call.verb().method(), call.verb().contentType(), json.asJson(withNulls(call.body())))
        .build();
  }

  private static Map<String, @Nullable Object> withNulls(Map<?, ?> body) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    body.forEach(
        (name, value) -> {
          if (value == ApiCall.NULL) {
            copy.put(String.valueOf(name), null);
          } else {
            copy.put(String.valueOf(name), value instanceof Map<?, ?> map ? withNulls(map) : value);
          }
        });
    return copy;
  }

  private ApiAnswer answer(HttpResponse<byte[]> response) {
    int code = response.code();
    if (code < BAD_REQUEST) {
      return new ApiAnswer.Done(object(response));
    }
    if (code == CONFLICT) {
      return new ApiAnswer.Conflict();
    }
    if (code == NOT_FOUND) {
      return new ApiAnswer.Absent();
    }
    if (code == TOO_MANY_REQUESTS || code >= SERVER_ERROR) {
      return new ApiAnswer.Failed("HTTP status " + code);
    }
    Map<String, Object> status = refusal(response);
    if (code == FORBIDDEN && String.valueOf(status).contains("NamespaceTerminating")) {
      return new ApiAnswer.Absent();
    }
    return new ApiAnswer.Refused(code, String.valueOf(status.getOrDefault("message", "")));
  }

  private Map<String, Object> refusal(HttpResponse<byte[]> response) {
    try {
      return object(response);
    } catch (RuntimeException e) { // whoever stands before an API server need not answer JSON
      return Map.of();
    }
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private Map<String, Object> object(HttpResponse<byte[]> response) {
    return json.unmarshal(new String(response.body(), StandardCharsets.UTF_8), Map.class);
  }

  private static String said(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
