package io.rauta.app.output;

/** How text for people stands out. */
public enum Style {
  /** Not at all. */
  PLAIN,
  /** By the colours of a terminal (ECMA-48). */
  COLOURED;

  private static final String END = "\u001b[0m";

  /** What is wrong. */
  public String bad(String text) {
    return in("31", text);
  }

  /** What is doubtful. */
  public String doubtful(String text) {
    return in("33", text);
  }

  /** What is as it should be. */
  public String good(String text) {
    return in("32", text);
  }

  /** What is looked for first. */
  public String strong(String text) {
    return in("1", text);
  }

  /** What is looked for last. */
  public String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case COLOURED -> "\u001b[" + code + "m" + text + END;
    };
  }
}
