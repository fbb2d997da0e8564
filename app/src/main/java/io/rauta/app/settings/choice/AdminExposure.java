package io.rauta.app.settings.choice;

/** Who may read the configuration and the status from the admin endpoint. */
public enum AdminExposure {
  LOOPBACK,
  ALL
}
