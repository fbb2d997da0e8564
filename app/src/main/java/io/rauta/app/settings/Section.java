package io.rauta.app.settings;

/** Groups settings in help texts, in the order in which they are shown. */
public enum Section {
  SOURCE("What is served"),
  KUBERNETES("Kubernetes"),
  ADDRESSES("Addresses of Gateways"),
  PROCESS("Process"),
  ADMIN("Admin endpoint"),
  DRAIN("Stopping"),
  UPSTREAM("Connections to backends"),
  REQUESTS("Requests"),
  LIMITS("Limits"),
  TIMEOUTS("How long clients may take"),
  HTTP2("HTTP/2"),
  TLS("TLS with clients");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  /** Its heading. */
  public String title() {
    return title;
  }
}
