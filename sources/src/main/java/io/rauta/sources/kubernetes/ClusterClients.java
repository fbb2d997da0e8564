package io.rauta.sources.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.rauta.sources.kubernetes.json.ModelJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes clients of an API server. Requests go over HTTP/1.1: each watch has a connection of its own
 * then, and one that is dead takes none of the others with it. Nothing is tried again by the
 * client, since whoever asks knows better when to.
 */
final class ClusterClients {

  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int CONNECT_MILLIS = 3_000;
  private static final int ANSWER_MILLIS = 10_000;

  private ClusterClients() {}

  /**
   * Makes a client; nothing is asked yet.
   *
   * @param kubeconfig says where the server is and who we are; empty to find it out
   * @param environment all variables
   * @param asked counts each request, answered or not
   * @throws UnusableKubeconfig if it does not
   */
  static KubernetesClient open(
      Optional<Path> kubeconfig, Map<String, String> environment, ModelJson json, LongAdder asked)
      throws UnusableKubeconfig {
    Config config = config(kubeconfig, environment);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestTimeout(ANSWER_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    config.setHttp2Disable(true);
    config.setUserAgent("rauta");
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientFactory(new JdkHttpClientFactory())
          .withHttpClientBuilderConsumer(
              http -> http.addOrReplaceInterceptor("count", new Counting(asked)))
          .withKubernetesSerialization(json.serialization())
          .build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new UnusableKubeconfig(
          kubeconfig.map(Path::toString).orElse("the service account")
              + " cannot be used: "
              + e.getMessage());
    }
  }

  /** Counts what is about to be sent. */
  private record Counting(LongAdder asked) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      asked.increment();
    }
  }

  private static Config config(Optional<Path> given, Map<String, String> environment)
      throws UnusableKubeconfig {
    if (given.isPresent()) {
      return fromFile(given.get());
    }
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    if (!host.isEmpty() && Files.isReadable(ACCOUNT.resolve("token"))) {
      return ofPod(host, environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
    }
    String named = environment.getOrDefault("KUBECONFIG", "");
    if (named.isEmpty()) {
      throw new UnusableKubeconfig(
          "no API server is known: this is no pod with a service account, and neither --kubeconfig"
              + " nor KUBECONFIG names a file");
    }
    return fromFile(Path.of(named.split(File.pathSeparator, 2)[0]));
  }

  private static Config fromFile(Path file) throws UnusableKubeconfig {
    if (!Files.isReadable(file)) {
      throw new UnusableKubeconfig(
          file + (Files.exists(file) ? ": may not be read" : ": no such file"));
    }
    Config config;
    try {
      config = Config.fromKubeconfig(file.toFile());
    } catch (RuntimeException e) {
      throw new UnusableKubeconfig(file + ": is no kubeconfig: " + e.getMessage());
    }
    if (config.getCurrentContext() == null) {
      throw new UnusableKubeconfig(file + ": has no current-context that it defines");
    }
    return config;
  }

  /** The token is read again for each request, since it is exchanged while the pod runs. */
  private static Config ofPod(String host, String port) {
    String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://" + address + ":" + port)
        .withCaCertFile(ACCOUNT.resolve("ca.crt").toString())
        .withOauthTokenProvider(ClusterClients::token)
        .build();
  }

  private static String token() {
    try {
      return Files.readString(ACCOUNT.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
