import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The client matrix with the JDK's HttpClient: {@code Jdk CASES BASE PROTOCOL AUTHORITY}. */
final class Jdk {
  private Jdk() {}

  public static void main(String[] args) throws Exception {
    boolean isHttp2 = args[2].equals("h2");
    HttpClient client =
        HttpClient.newBuilder()
            .version(isHttp2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .sslContext(Matrix.context(args[3]))
            .build();
    Matrix.play((each, url) -> send(client, each, url), args[0], args[1]);
  }

  private static Matrix.Answer send(HttpClient client, Matrix.Case each, String url)
      throws Exception {
    if (each.has("trailers") || each.has("wantsTrailers")) {
      throw new Matrix.Unable("knows no trailers");
    }
    BodyPublisher body = BodyPublishers.noBody();
    if (each.body() >= 0) {
      byte[] content = each.content();
      body =
          each.has("chunked")
              ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))
              : BodyPublishers.ofByteArray(content);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(each.method(), body)
            .expectContinue(each.has("expect"))
            .timeout(Duration.ofSeconds(30));
    each.headers().forEach(field -> request.header(field[0], field[1]));
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    List<String[]> fields = new ArrayList<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(v -> fields.add(new String[] {name, v})));
    String version = answer.version() == HttpClient.Version.HTTP_2 ? "2" : "1.1";
    return new Matrix.Answer(version, answer.statusCode(), fields, answer.body(), List.of());
  }
}
