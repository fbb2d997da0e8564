package io.rauta.sources.kubernetes.call;

import io.rauta.control.ObjectKey;

/**
 * A resource of the API: what the objects of one kind are addressed by.
 *
 * @param group empty for the core group
 * @param version for example {@code v1}
 * @param plural its name in paths
 */
public record ApiResource(String group, String version, String plural) {

  /** The value of {@code apiVersion} of its objects. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The path of one object, without a slash in front. */
  public String path(ObjectKey key) {
    return collection(key.namespace()) + "/" + key.name();
  }

  /**
   * The path of all objects of a namespace, without a slash in front.
   *
   * @param namespace empty for objects without one, or for those of all namespaces
   */
  public String collection(String namespace) {
    String root = (group.isEmpty() ? "api/" : "apis/") + apiVersion() + "/";
    return namespace.isEmpty() ? root + plural : root + "namespaces/" + namespace + "/" + plural;
  }
}
