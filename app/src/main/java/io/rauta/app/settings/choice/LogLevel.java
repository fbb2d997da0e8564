package io.rauta.app.settings.choice;

/** How important a log line is, most important first. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
