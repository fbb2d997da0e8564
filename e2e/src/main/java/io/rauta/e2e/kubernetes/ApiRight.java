package io.rauta.e2e.kubernetes;

import java.util.Comparator;
import java.util.List;

/**
 * Something that a role can allow.
 *
 * @param group API group; empty for the core
 * @param resource as roles write it, such as {@code gateways/status}
 * @param verb as roles write it
 */
record ApiRight(String group, String resource, String verb) implements Comparable<ApiRight> {

  /** What a request needs. */
  static ApiRight of(String method, String target) {
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    List<String> path =
        List.of((question < 0 ? target : target.substring(0, question)).substring(1).split("/"));
    if (!path.getFirst().equals("api") && !path.getFirst().equals("apis")) {
      return new ApiRight("", "/" + String.join("/", path), method);
    }
    int version = path.getFirst().equals("api") ? 1 : 2;
    String group = version == 1 ? "" : path.get(1);
    List<String> rest = path.subList(version + 1, path.size());
    if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
      rest = rest.subList(2, rest.size());
    }
    String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.getFirst();
    return new ApiRight(group, resource, verb(method, rest.size() > 1, query));
  }

  private static String verb(String method, boolean named, String query) {
    return switch (method) {
      case "GET" ->
          named
              ? "get"
              : List.of(query.split("&")).contains("watch=1") || query.contains("watch=true")
                  ? "watch"
                  : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> throw new IllegalArgumentException(method);
    };
  }

  /** Whether it is to change an object that there is. */
  boolean writes() {
    return verb.equals("update") || verb.equals("patch");
  }

  @Override
  public int compareTo(ApiRight other) {
    return Comparator.comparing(ApiRight::group)
        .thenComparing(ApiRight::resource)
        .thenComparing(ApiRight::verb)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
