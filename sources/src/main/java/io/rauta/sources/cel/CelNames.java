package io.rauta.sources.cel;

/**
 * Field names as Kubernetes writes them in expressions: a name that is a word of the language
 * stands between two underscores on either side, and signs that no name may hold are spelt out.
 */
final class CelNames {

  private static final String EDGE = "__";

  private CelNames() {}

  static String unescape(String name) {
    if (!name.contains(EDGE)) {
      return name;
    }
    if (name.length() > 2 * EDGE.length() && name.startsWith(EDGE) && name.endsWith(EDGE)) {
      String word = name.substring(EDGE.length(), name.length() - EDGE.length());
      if (!word.contains(EDGE) && !word.equals("underscores")) {
        return word;
      }
    }
    return name.replace("__dot__", ".")
        .replace("__dash__", "-")
        .replace("__slash__", "/")
        .replace("__underscores__", EDGE);
  }
}
