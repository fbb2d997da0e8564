package io.rauta.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.app.settings.Catalogue;
import io.rauta.app.settings.Setting;
import io.rauta.app.settings.Settings;
import io.rauta.origins.vectors.Outcome;
import io.rauta.origins.vectors.Setup;
import io.rauta.origins.vectors.Target;
import io.rauta.origins.vectors.Vector;
import io.rauta.origins.vectors.VectorFile;
import io.rauta.origins.vectors.VectorOrigin;
import io.rauta.origins.vectors.VectorRun;
import io.rauta.testkit.Manifests;
import io.rauta.testkit.RunningGateway;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every vector through a whole gateway, each followed by a canary. One worker, so that all clients
 * share its pooled connections. Vectors that want the same gateway share one.
 */
class ThreatVectorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<Vector> VECTORS = VectorFile.all();
  private static final List<String> ROWS =
      Stream.of(
              "A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22",
              "B1 B2 B3 B4 B5 B6 B7 G1 G2 G3 G4 G5 G6 G8 G10 G12 G13")
          .flatMap(rows -> Stream.of(rows.split(" ", -1)))
          .toList();

  @RegisterExtension static final RunningGateway GATEWAY = new RunningGateway();

  /** The gateways that vectors want, each with its vectors. */
  static Stream<Group> groups() {
    Map<Setup, List<Vector>> groups =
        VECTORS.stream().collect(Collectors.groupingBy(vector -> vector.setup().process()));
    return groups.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue()));
  }

  record Group(Setup setup, List<Vector> vectors) {
    @Override
    public String toString() {
      return setup.site() + setup.settings() + " " + vectors.size() + " vectors";
    }
  }

  @Test
  void everyThreatHasVectors() {
    for (String row : ROWS) {
      assertThat(VECTORS)
          .as(row)
          .anyMatch(vector -> vector.source().matches("(.*; )?" + row + "\\b.*"));
    }
  }

  @ParameterizedTest
  @MethodSource("groups")
  void inOnePiece(Group group) throws Exception {
    play(group.setup(), group.vectors(), VectorRun.WHOLE);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void byteByByte(Group group) throws Exception {
    play(group.setup(), group.vectors().stream().filter(vector -> !vector.isTimed()).toList(), 1);
  }

  private static void play(Setup setup, List<Vector> vectors, int pieceSize) throws Exception {
    List<String> failures = new ArrayList<>();
    try (VectorOrigin origin = VectorOrigin.start(0)) {
      GATEWAY.serve(settings(setup), VectorFile.site(setup.site(), Manifests.PORT, origin.port()));
      Target target =
          new Target(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), GATEWAY.port()),
              Optional.empty(),
              Optional.of(GATEWAY.gateway().adminAddress()),
              PATIENCE);
      VectorRun run = new VectorRun(target, origin);
      for (Vector vector : vectors) {
        Outcome outcome = run.play(vector, pieceSize);
        if (!outcome.differences().isEmpty()) {
          failures.add(vector.id() + ": " + String.join("; ", outcome.differences()));
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private static Settings settings(Setup setup) {
    Settings settings = RunningGateway.SETTINGS.with(Catalogue.WORKERS, 1);
    for (Map.Entry<String, String> given : setup.settings().entrySet()) {
      Setting<?> setting =
          Catalogue.all().stream()
              .filter(known -> known.key().equals(given.getKey()))
              .findFirst()
              .orElseThrow();
      settings = with(settings, setting, given.getValue());
    }
    return settings;
  }

  private static <T> Settings with(Settings settings, Setting<T> setting, String text) {
    return settings.with(setting, setting.format().parse(List.of(text)).orElseThrow());
  }
}
