package io.rauta.sources.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The objects of the golden files and of this module, and mutations of them. */
final class Trials {

  private static final Path OBJECTS = Path.of("src/test/resources/rules/objects.yaml");
  private static final Path GOLDEN = Path.of("../control/src/test/resources/golden");
  private static final Path EXAMPLES = Path.of("../examples");
  private static final long SEED = Long.getLong("rauta.trials.seed", 20_260_131);

  /** Edits for each of our objects, by how much there is to go wrong. */
  private static final Map<String, Integer> MUTATIONS =
      Map.of(
          "HTTPRoute", 600, "Gateway", 400, "GRPCRoute", 150, "ListenerSet", 150, "Backend", 150);

  private static final int OTHER_MUTATIONS = 100;
  private static final int PAIRS = 5; // one in so many is made of two edits

  private Trials() {}

  /** Every object of the golden files and examples as it is. */
  static List<Trial> golden() throws IOException {
    List<Trial> trials = new ArrayList<>();
    for (Path folder : List.of(GOLDEN, EXAMPLES)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file :
            files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
          objects(file).forEach(object -> trials.add(new Trial(object, List.of())));
        }
      }
    }
    return trials;
  }

  /** Objects that hold most of what there is, each followed by its mutations. */
  static List<Trial> mutated() throws IOException {
    List<Trial> trials = new ArrayList<>();
    Random random = new Random(SEED);
    for (Map<?, ?> object : objects(OBJECTS)) {
      Trial plain = new Trial(object, List.of());
      trials.add(plain);
      Schema schema = Trial.rules(object).orElseThrow().schema();
      List<Edit> edits = EditSource.of(object, schema, SEED);
      int wanted = MUTATIONS.getOrDefault(plain.kind(), OTHER_MUTATIONS);
      for (Edit edit : edits.subList(0, Math.min(wanted, edits.size()))) {
        trials.add(
            random.nextInt(PAIRS) == 0
                ? new Trial(object, List.of(edit, edits.get(random.nextInt(edits.size()))))
                : new Trial(object, List.of(edit)));
      }
    }
    return trials;
  }

  /** Those of our groups, placed where the test places them. */
  private static List<Map<?, ?>> objects(Path file) throws IOException {
    List<Map<?, ?>> objects = new ArrayList<>();
    for (var document : Json.documents(Files.readString(file))) {
      if (Json.value(document) instanceof Map<?, ?> object && Trial.rules(object).isPresent()) {
        objects.add(placed(object));
      }
    }
    return objects;
  }

  private static Map<?, ?> placed(Map<?, ?> object) {
    Map<Object, Object> metadata = new LinkedHashMap<>();
    if (object.get("metadata") instanceof Map<?, ?> given) {
      metadata.putAll(given);
    }
    metadata.remove("namespace");
    Map<Object, Object> placed = new LinkedHashMap<>(object);
    placed.put("metadata", metadata);
    return placed;
  }
}
