package io.rauta.sources.cel;

import java.util.Arrays;
import java.util.Optional;

/** Ways of looking at each item of a list, or each key of a map. */
enum CelMacro {
  ALL("all"),
  EXISTS("exists"),
  EXISTS_ONE("exists_one"),
  FILTER("filter"),
  MAP("map");

  private final String text;

  CelMacro(String text) {
    this.text = text;
  }

  static Optional<CelMacro> of(String name) {
    return Arrays.stream(values()).filter(macro -> macro.text.equals(name)).findFirst();
  }
}
