package io.rauta.app.settings.choice;

/** Whether something is wanted. */
public enum Switch {
  ON,
  OFF
}
