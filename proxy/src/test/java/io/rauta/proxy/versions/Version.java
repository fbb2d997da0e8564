package io.rauta.proxy.versions;

/** A version of HTTP, in plain text. */
enum Version {
  HTTP_1,
  HTTP_2
}
