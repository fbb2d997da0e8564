package io.rauta.sources.rules;

/** Where the objects of a kind live. */
enum ApiScope {
  CLUSTER,
  NAMESPACED
}
