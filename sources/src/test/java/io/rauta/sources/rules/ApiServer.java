package io.rauta.sources.rules;

import io.rauta.sources.yaml.YamlNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server that {@code KUBECONFIG} names, whose user must have a token. Objects are sent as
 * {@code kubectl apply --dry-run=server} does: nothing is stored, unknown fields are errors.
 */
final class ApiServer implements AutoCloseable {

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param text what the server says
   */
  record Answer(int status, String text) {}

  private static final String DEFINITION = "CustomResourceDefinition";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  private final HttpClient client;
  private final String server;
  private final String token;

  /** Path of each kind, by API version and kind; with %s for a namespace. */
  private final Map<String, String> paths = new HashMap<>();

  ApiServer() throws IOException, GeneralSecurityException {
    Path file = Path.of(Objects.requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG"));
    var config = (YamlNode.Mapping) Json.documents(Files.readString(file)).getFirst();
    YamlNode.Mapping cluster = first(config, "clusters").mapping("cluster");
    server = cluster.text("server");
    token = first(config, "users").mapping("user").text("token");
    client =
        HttpClient.newBuilder()
            .sslContext(trusting(cluster.text("certificate-authority-data")))
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  @Override
  public void close() {
    client.close();
  }

  String version() throws IOException, InterruptedException {
    return ((YamlNode.Mapping) Json.documents(get("/version").text()).getFirst())
        .text("gitVersion");
  }

  /** Installs a kind, or the newest version of it; other objects of the file are left alone. */
  void install(Path file) throws IOException, InterruptedException {
    String text = Files.readString(file);
    for (YamlNode document : Json.documents(text)) {
      YamlNode.Mapping object = (YamlNode.Mapping) document;
      if (object.text("kind").equals(DEFINITION)) {
        String name = object.mapping("metadata").text("name");
        Answer answer =
            send(
                request(DEFINITIONS + name + "?fieldManager=rauta-test&force=true")
                    .header("Content-Type", "application/apply-patch+yaml")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(text)));
        if (answer.status() / 100 != 2) {
          throw new IOException(file + ": " + answer);
        }
      }
    }
  }

  /** Whether all kinds are served whose rules we have. */
  boolean servesAllKinds() throws IOException, InterruptedException {
    for (String key : ApiRules.published().kinds()) {
      String[] parts = key.split(" ", -1);
      if (!get("/apis/" + parts[0]).text().contains("\"kind\":\"" + parts[1] + "\"")) {
        return false;
      }
    }
    return true;
  }

  Trial.Verdict judge(Trial trial) throws IOException, InterruptedException {
    Answer answer = create(trial);
    return switch (answer.status()) {
      case 200, 201 -> Trial.Verdict.ACCEPTED;
      case 400, 422 -> Trial.Verdict.REFUSED;
      default -> throw new IOException(trial + ": " + answer);
    };
  }

  Answer create(Trial trial) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path(trial) + "?dryRun=All&fieldValidation=Strict")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(trial.object())));
    return send(request);
  }

  private String path(Trial trial) throws IOException, InterruptedException {
    String key = trial.apiVersion() + " " + trial.kind();
    if (!paths.containsKey(key)) {
      var list =
          (YamlNode.Mapping) Json.documents(get("/apis/" + trial.apiVersion()).text()).getFirst();
      for (YamlNode resource :
          ((YamlNode.Sequence) Objects.requireNonNull(list.get("resources"))).items()) {
        YamlNode.Mapping kind = (YamlNode.Mapping) resource;
        if (!kind.text("name").contains("/")) {
          boolean namespaced =
              Boolean.TRUE.equals(Json.value(Objects.requireNonNull(kind.get("namespaced"))));
          paths.put(
              trial.apiVersion() + " " + kind.text("kind"),
              "/apis/"
                  + trial.apiVersion()
                  + (namespaced ? "/namespaces/default/" : "/")
                  + kind.text("name"));
        }
      }
    }
    return Objects.requireNonNull(paths.get(key), () -> key + " is not served");
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .timeout(Duration.ofSeconds(30));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private static YamlNode.Mapping first(YamlNode.Mapping config, String list) {
    List<YamlNode> items = ((YamlNode.Sequence) Objects.requireNonNull(config.get(list))).items();
    return (YamlNode.Mapping) items.getFirst();
  }

  private static SSLContext trusting(String authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    byte[] pem = Base64.getDecoder().decode(authority.getBytes(StandardCharsets.US_ASCII));
    store.setCertificateEntry(
        "cluster",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
