package io.rauta.sources.file;

import io.rauta.sources.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names a field that must be present. All its parents but {@code spec} may be absent; then the
 * field is not missed.
 *
 * @param steps names from the root; one that ends in {@code []} stands for every item of a list
 */
record FieldPath(List<String> steps) {

  private static final String ITEMS = "[]";

  FieldPath {
    steps = List.copyOf(steps);
  }

  static FieldPath parse(String path) {
    return new FieldPath(Arrays.asList(path.split("\\.", -1)));
  }

  /**
   * Finds where the field is missing.
   *
   * @param missing is told the field, with indexes, and the object that lacks it
   */
  void check(YamlNode.Mapping root, BiConsumer<String, YamlNode> missing) {
    check(root, "", 0, missing);
  }

  private void check(
      YamlNode.Mapping at, String prefix, int step, BiConsumer<String, YamlNode> missing) {
    boolean last = step == steps.size() - 1;
    String name = steps.get(step);
    boolean items = name.endsWith(ITEMS);
    String field = items ? name.substring(0, name.length() - ITEMS.length()) : name;
    YamlNode value = at.get(field);
    if (isAbsent(value)) {
      if (last) {
        missing.accept(prefix + field, at);
      } else if (step == 0 && field.equals("spec") && steps.size() == 2) {
        missing.accept(prefix + field + "." + steps.get(1), at);
      }
    } else if (!last && items && value instanceof YamlNode.Sequence list) {
      int index = 0;
      for (YamlNode item : list.items()) {
        String where = prefix + field + "[" + index++ + "].";
        if (item instanceof YamlNode.Mapping mapping) {
          check(mapping, where, step + 1, missing);
        }
      }
    } else if (!last && value instanceof YamlNode.Mapping mapping) {
      check(mapping, prefix + field + ".", step + 1, missing);
    }
  }

  private static boolean isAbsent(@Nullable YamlNode value) {
    return value == null || (value instanceof YamlNode.Scalar scalar && scalar.isNull());
  }
}
