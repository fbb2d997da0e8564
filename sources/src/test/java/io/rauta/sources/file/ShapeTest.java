package io.rauta.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reflection finds is what the model classes declare for JSON. */
class ShapeTest {

  private static final Set<Type> LEAVES =
      Set.of(
          String.class,
          Integer.class,
          int.class,
          Long.class,
          long.class,
          Boolean.class,
          boolean.class,
          IntOrString.class);

  @ParameterizedTest
  @EnumSource
  void matchesTheDeclaredNames(FileKind kind) {
    visit(kind.model(), new HashSet<>());
  }

  private static void visit(Type type, Set<Type> seen) {
    if (LEAVES.contains(type) || !seen.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      assertThat(List.of(List.class, Map.class)).contains((Class<?>) generic.getRawType());
      visit(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1], seen);
      return;
    }
    Class<?> model = (Class<?>) type;
    Shape shape = Shape.of(model);
    Set<String> declared = declared(model);
    if (!declared.isEmpty()) {
      assertThat(shape.properties().keySet()).as(model.getName()).isEqualTo(declared);
    }
    shape.properties().values().forEach(property -> visit(property, seen));
  }

  private static Set<String> declared(Class<?> model) {
    Set<String> names = new TreeSet<>();
    for (Method method : model.getMethods()) {
      if (method.getName().startsWith("set") && method.isAnnotationPresent(JsonProperty.class)) {
        names.add(method.getAnnotation(JsonProperty.class).value());
      }
    }
    return names;
  }
}
