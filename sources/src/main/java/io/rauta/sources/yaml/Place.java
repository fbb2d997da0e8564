package io.rauta.sources.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A place in a document, such as {@code spec.rules[0].matches}.
 *
 * @param parent where it is; null at the root
 * @param step a name or an index
 * @param line where it starts, counted from 1
 */
public record Place(@Nullable Place parent, String step, int line) {

  /** The whole document. */
  public static Place root(YamlNode document) {
    return new Place(null, "", document.line());
  }

  /** A field of the mapping that is here, whether it has one or not. */
  public Place field(String name, YamlNode.Mapping mapping) {
    YamlNode value = mapping.get(name);
    int otherwise = value == null ? mapping.line() : value.line();
    int at = mapping.lines().getOrDefault(name, otherwise);
    return new Place(this, parent == null ? name : "." + name, at);
  }

  /** An item of the list that is here. */
  public Place item(int index, YamlNode item) {
    return new Place(this, "[" + index + "]", item.line());
  }

  /** Whether this is the whole document. */
  public boolean isRoot() {
    return parent == null;
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
