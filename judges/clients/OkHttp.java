import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** The client matrix with OkHttp: {@code OkHttp CASES BASE PROTOCOL AUTHORITY}. */
final class OkHttp {
  private OkHttp() {}

  public static void main(String[] args) throws Exception {
    List<Protocol> protocols =
        switch (args[2]) {
          case "h2" -> List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
          case "h2c" -> List.of(Protocol.H2_PRIOR_KNOWLEDGE);
          default -> List.of(Protocol.HTTP_1_1);
        };
    OkHttpClient client =
        new OkHttpClient.Builder()
            .protocols(protocols)
            .sslSocketFactory(Matrix.context(args[3]).getSocketFactory(), Matrix.manager(args[3]))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(30, TimeUnit.SECONDS)
            .readTimeout(30, TimeUnit.SECONDS)
            .build();
    Matrix.play((each, url) -> send(client, each, url), args[0], args[1]);
  }

  private static Matrix.Answer send(OkHttpClient client, Matrix.Case each, String url)
      throws Exception {
    if (each.has("trailers")) {
      throw new Matrix.Unable("sends no trailers");
    }
    Headers.Builder headers = new Headers.Builder();
    each.headers().forEach(field -> headers.add(field[0], field[1]));
    if (each.has("expect")) {
      headers.add("Expect", "100-continue");
    }
    RequestBody body = each.body() < 0 ? null : body(each);
    Request request =
        new Request.Builder().url(url).headers(headers.build()).method(each.method(), body).build();
    try (Response answer = client.newCall(request).execute()) {
      byte[] bytes = answer.body().bytes();
      List<String[]> trailers = each.has("wantsTrailers") ? pairs(answer.trailers()) : List.of();
      String version = answer.protocol() == Protocol.HTTP_1_1 ? "1.1" : "2";
      return new Matrix.Answer(version, answer.code(), pairs(answer.headers()), bytes, trailers);
    }
  }

  private static RequestBody body(Matrix.Case each) {
    byte[] content = each.content();
    return new RequestBody() {
      @Override
      public okhttp3.MediaType contentType() {
        return null;
      }

      @Override
      public long contentLength() {
        return each.has("chunked") ? -1 : content.length;
      }

      @Override
      public void writeTo(BufferedSink sink) throws java.io.IOException {
        sink.write(content);
      }
    };
  }

  private static List<String[]> pairs(Headers headers) {
    List<String[]> pairs = new ArrayList<>();
    headers.forEach(pair -> pairs.add(new String[] {pair.getFirst(), pair.getSecond()}));
    return pairs;
  }
}
