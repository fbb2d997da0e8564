package io.rauta.control.topology;

/** What a listener shares with another on its port, so that clients may take one for the other. */
public enum Overlap {
  /** There are hosts that both hostnames mean. */
  HOSTNAMES,
  /** There are hosts that certificates of both are for. */
  CERTIFICATES
}
