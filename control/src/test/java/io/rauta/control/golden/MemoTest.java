package io.rauta.control.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.config.ApplyReport;
import io.rauta.control.ApiServer;
import io.rauta.control.CompileSettings;
import io.rauta.control.ObjectKey;
import io.rauta.control.Resources;
import io.rauta.control.compile.ConfigCompiler;
import io.rauta.control.status.StatusComputer;
import io.rauta.control.topology.Carried;
import io.rauta.control.topology.Topology;
import io.rauta.control.topology.build.TopologyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks at random through versions of the objects of all golden files: a builder, a compiler and a
 * computer of status that remember the step before come to what fresh ones come to. The seed is
 * part of each message; the system property {@code rauta.seed} repeats a run.
 */
class MemoTest {

  private static final int STEPS = Integer.getInteger("rauta.rounds", 400);
  private static final int MOST_CHANGES = 4;
  private static final String CONTROLLER = CompileSettings.DEFAULT.controllerName();
  private static final ApplyReport NOTHING_BOUND = new ApplyReport(Map.of(), List.of());

  /** One place for an object: its kind, as an index into {@link Resources#kinds}, and its key. */
  private record Place(int kind, ObjectKey key) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# API server: v1.7.0 standard, leading",
        "# Addresses: pool 10.250.0.0/28\n# API server: v1.7.0 standard, leading",
        "# Addresses: service LoadBalancer 10000-10063\n# API server: v1.6.1 standard, leading"
      })
  void whatIsRememberedIsWhatWouldBeMade(String header) throws IOException {
    Circumstances leading = Circumstances.of(header);
    CompileSettings settings = leading.settings();
    long seed = Long.getLong("rauta.seed", new Random().nextLong());
    Random random = new Random(seed);
    Map<Place, List<HasMetadata>> versions = versions(random);
    List<Place> places = List.copyOf(versions.keySet());
    Map<Place, HasMetadata> present = new LinkedHashMap<>();
    TopologyBuilder builder = new TopologyBuilder(settings);
    ConfigCompiler compiler = new ConfigCompiler(settings);
    StatusComputer computer = new StatusComputer(CONTROLLER);
    Carried before = Carried.NOTHING;
    for (int step = 0; step < STEPS; step++) {
      String where = header + " step " + step + " with rauta.seed=" + seed;
      for (int i = random.nextInt(step == 0 ? 200 : MOST_CHANGES); i >= 0; i--) {
        change(present, places.get(random.nextInt(places.size())), versions, random);
      }
      Circumstances now = random.nextInt(5) == 0 ? leading.following() : leading;
      Resources resources = now.resources(resources(present));
      Topology topology = builder.build(resources, before);
      assertThat(topology)
          .as(where)
          .isEqualTo(new TopologyBuilder(settings).build(resources, before));
      before = topology.carried();
      assertThat(compiler.compile(topology))
          .as(where)
          .isEqualTo(ConfigCompiler.compile(topology, settings));
      assertThat(computer.compute(topology, NOTHING_BOUND))
          .as(where)
          .isEqualTo(StatusComputer.compute(topology, NOTHING_BOUND, CONTROLLER));
    }
  }

  private static void change(
      Map<Place, HasMetadata> present,
      Place place,
      Map<Place, List<HasMetadata>> versions,
      Random random) {
    List<HasMetadata> known = versions.getOrDefault(place, List.of());
    if (random.nextInt(4) == 0) {
      present.remove(place);
    } else {
      present.put(place, known.get(random.nextInt(known.size())));
    }
  }

  private static Map<Place, List<HasMetadata>> versions(Random random) throws IOException {
    Map<Place, List<HasMetadata>> versions = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        String input = text.substring(0, text.indexOf("# Expected"));
        add(versions, Objects.parse(input));
        add(
            versions,
            Objects.parse(input, (object, document) -> new Mutation(random).apply(document)));
      }
    }
    return versions;
  }

  private static void add(Map<Place, List<HasMetadata>> versions, Resources resources) {
    List<Map<ObjectKey, ? extends HasMetadata>> kinds = resources.kinds();
    for (int i = 0; i < kinds.size(); i++) {
      int kind = i;
      kinds
          .get(kind)
          .forEach(
              (key, object) ->
                  versions
                      .computeIfAbsent(new Place(kind, key), place -> new ArrayList<>())
                      .add(object));
    }
  }

  @SuppressWarnings("unchecked") // each place holds objects of its kind only
  private static <T extends HasMetadata> Map<ObjectKey, T> kind(
      Map<Place, HasMetadata> present, int kind) {
    Map<ObjectKey, T> objects = new LinkedHashMap<>();
    present.forEach(
        (place, object) -> {
          if (place.kind() == kind) {
            objects.put(place.key(), (T) object);
          }
        });
    return objects;
  }

  private static Resources resources(Map<Place, HasMetadata> present) {
    return new Resources(
        kind(present, 0),
        kind(present, 1),
        kind(present, 2),
        kind(present, 3),
        kind(present, 4),
        kind(present, 5),
        kind(present, 6),
        kind(present, 7),
        kind(present, 8),
        kind(present, 9),
        kind(present, 10),
        kind(present, 11),
        kind(present, 12),
        new ApiServer.Absent());
  }

  @Test
  void everyKindIsAmongTheKinds() throws ReflectiveOperationException {
    Map<String, Object> components = new HashMap<>();
    for (var component : Resources.class.getRecordComponents()) {
      if (component.getType() != Map.class) {
        continue;
      }
      components.put(component.getName(), component.getAccessor().invoke(Resources.EMPTY));
    }
    assertThat(Resources.EMPTY.kinds()).hasSameSizeAs(components.values());
  }
}
