package io.rauta.app.settings;

/** Whether something is wanted. */
public enum Switch {
  ON,
  OFF
}
