package io.rauta.sources.rules;

import io.rauta.control.syntax.IpLiterals;

/** Forms of text that a pattern could not say. Stateless. */
final class Formats {

  private Formats() {}

  static boolean has(String text, Schema.Format format) {
    return switch (format) {
      case IPV4 -> IpLiterals.isV4(text);
      case IPV6 -> text.indexOf(':') >= 0 && IpLiterals.parse(text).isPresent();
    };
  }
}
