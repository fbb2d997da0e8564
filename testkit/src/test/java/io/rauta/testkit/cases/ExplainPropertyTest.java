package io.rauta.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.explain.AskedRequest;
import io.rauta.app.explain.Explainer;
import io.rauta.app.explain.Explanation;
import io.rauta.app.explain.Explanation.Answer;
import io.rauta.app.settings.Settings;
import io.rauta.config.ProxyConfig;
import io.rauta.control.CompileSettings;
import io.rauta.control.Resources;
import io.rauta.control.StatusReport;
import io.rauta.control.StatusReport.Finding;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.lint.Lints;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import io.rauta.proxy.ProxyServer;
import io.rauta.proxy.ServerSettings;
import io.rauta.proxy.loop.Transport;
import io.rauta.testkit.Ports;
import io.rauta.testkit.RandomRoutes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares what is explained with what a running gateway did, for random configurations and
 * requests: the rule that redirects the client, or that there was none. A rule of which a lint says
 * that it can never win must not have won.
 */
final class ExplainPropertyTest {

  private static final int CONFIGURATIONS = 200;
  private static final int BATCHES = 20;
  private static final int BATCH = 25;

  private final SplittableRandom random = new SplittableRandom(20_261_123);
  private final int port = Ports.free().first();
  private final RandomRoutes routes = new RandomRoutes(random, port);
  private final Explainer explainer = new Explainer(Settings.defaults());

  @Test
  void explainsWhatTheGatewayDoes() throws IOException {
    int served = 0;
    try (ProxyServer proxy = ProxyServer.start(new ServerSettings(1, Transport.preferred(), 100))) {
      for (int i = 0; i < CONFIGURATIONS; i++) {
        Resources resources = routes.resources();
        Topology topology = TopologyBuilder.build(resources, CompileSettings.DEFAULT);
        ProxyConfig config = ConfigCompiler.compile(topology, CompileSettings.DEFAULT);
        proxy.apply(config);
        served += compare(config, shadowed(Lints.all(resources, topology, config, Instant.EPOCH)));
      }
    }
    int all = CONFIGURATIONS * BATCHES * BATCH;
    assertThat(served).isBetween(all / 5, all * 4 / 5);
  }

  private int compare(ProxyConfig config, Set<String> shadowed) throws IOException {
    int served = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < BATCHES; i++) {
        List<AskedRequest> batch = batch();
        for (AskedRequest request : batch) {
          socket.getOutputStream().write(request.head());
        }
        for (AskedRequest request : batch) {
          String done = target(request, in);
          Explanation told = explainer.explain(config, StatusReport.EMPTY, request);
          if (!done.equals(told(told))) {
            assertThat(told(told)).as("%s in %s", request, config).isEqualTo(done);
          }
          assertThat(shadowed).doesNotContain(done);
          served += done.equals("404") ? 0 : 1;
        }
      }
    }
    return served;
  }

  private List<AskedRequest> batch() {
    List<AskedRequest> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      RandomRoutes.Asked asked = routes.request();
      AskedRequest.Parsed parsed = AskedRequest.of(asked.method(), asked.url(), asked.fields());
      batch.add(((AskedRequest.Parsed.Good) parsed).request());
    }
    return batch;
  }

  /** The path that the answer names, which is {@code /route/rule}; else the status. */
  private static String target(AskedRequest request, InputStream in) throws IOException {
    String status = line(in).split(" ", 3)[1];
    String target = status;
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      } else if (line.startsWith("location: ")) {
        target = path(line);
      }
    }
    if (!request.method().equals("HEAD")) {
      in.skipNBytes(length);
    }
    return target;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  /** The path of a URL at the end of a text, without query. */
  private static String path(String text) {
    String[] parts = text.substring(text.indexOf("://") + 3).split("[/?]", -1);
    return "/" + parts[1] + "/" + parts[2];
  }

  private static String told(Explanation told) {
    return switch (told.answer()) {
      case Answer.OfGateway answer when answer.status() == 302 -> {
        assertThat(path(answer.why())).isEqualTo(named(told.rule().orElseThrow()));
        yield path(answer.why());
      }
      case Answer.OfGateway answer -> Integer.toString(answer.status());
      case Answer.OfBackend _, Answer.NoConnection _ -> told.answer().toString();
    };
  }

  private static String named(Explanation.Rule rule) {
    return rule.route().replace("HTTPRoute/default", "") + "/" + rule.rule();
  }

  /** What lints say can never win, as {@code /route/rule}. */
  private static Set<String> shadowed(List<Finding> lints) {
    return lints.stream()
        .filter(finding -> finding.code().equals("shadowed-rule"))
        .map(
            finding ->
                "/" + finding.object().key().name() + "/" + finding.field().replaceAll("\\D", ""))
        .collect(Collectors.toSet());
  }
}
