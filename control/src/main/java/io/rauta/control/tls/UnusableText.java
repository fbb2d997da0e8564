package io.rauta.control.tls;

/** Ends the reading of a text that cannot be used. Never leaves the package. */
final class UnusableText extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Nothing of the text may be part of the reason.
   *
   * @param why the reason, which continues the name of an object
   */
  UnusableText(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
