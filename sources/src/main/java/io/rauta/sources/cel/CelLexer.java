package io.rauta.sources.cel;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. Used once, by one thread. */
final class CelLexer {

  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");
  private static final String SHORT_SIGNS = "()[]{}.,:?!<>+-*/%";

  /** What a backslash means. */
  private enum Escapes {
    READ,
    KEPT
  }

  private final String text;
  private final List<CelToken> tokens = new ArrayList<>();
  private int at;

  private CelLexer(String text) {
    this.text = text;
  }

  static List<CelToken> tokens(String text) {
    CelLexer lexer = new CelLexer(text);
    while (lexer.next()) {}
    lexer.tokens.add(CelToken.END);
    return lexer.tokens;
  }

  private boolean next() {
    while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      number();
    } else if (c == '"' || c == '\'') {
      tokens.add(CelToken.constant(string(Escapes.READ)));
    } else if ((c == 'r' || c == 'R') && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
      at++;
      tokens.add(CelToken.constant(string(Escapes.KEPT)));
    } else if (isNamePart(c)) {
      int begin = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      tokens.add(CelToken.name(text.substring(begin, at)));
    } else {
      sign(c);
    }
    return true;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void sign(char c) {
    if (SHORT_SIGNS.indexOf(c) >= 0 && !isFollowedBy('=')) {
      tokens.add(CelToken.sign(String.valueOf(c)));
      at++;
      return;
    }
    String two = text.substring(at, Math.min(at + 2, text.length()));
    if (!LONG_SIGNS.contains(two)) {
      throw new IllegalArgumentException("'" + c + "' at " + at + " of " + text);
    }
    tokens.add(CelToken.sign(two));
    at += 2;
  }

  private boolean isFollowedBy(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  private void number() {
    int begin = at;
    while (at < text.length() && (isNamePart(text.charAt(at)) || isFraction())) {
      at++;
    }
    String word = text.substring(begin, at);
    tokens.add(
        CelToken.constant(
            word.indexOf('.') >= 0 ? (Object) Double.valueOf(word) : Long.valueOf(word)));
  }

  /** Whether a dot follows that belongs to a number: {@code 1.5}, unlike {@code list[1].name}. */
  private boolean isFraction() {
    return text.charAt(at) == '.'
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  private String string(Escapes escapes) {
    char quote = text.charAt(at);
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
    at += end.length();
    StringBuilder value = new StringBuilder();
    while (!text.startsWith(end, at)) {
      if (at >= text.length()) {
        throw new IllegalArgumentException("text without an end in " + text);
      }
      if (text.charAt(at) == '\\' && escapes == Escapes.READ) {
        at++;
        value.append(escaped());
      } else {
        int next = plainEnd(quote, escapes);
        value.append(text, at, next);
        at = next;
      }
    }
    at += end.length();
    return value.toString();
  }

  /** Where the next character stands that may mean more than itself; behind this one at least. */
  private int plainEnd(char quote, Escapes escapes) {
    int next = text.indexOf(quote, at + 1);
    if (next < 0) {
      next = text.length();
    }
    int escape = escapes == Escapes.READ ? text.indexOf('\\', at + 1, next) : -1;
    return escape >= 0 ? escape : next;
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '"', '\'', '`', '?' -> c;
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw new IllegalArgumentException("escape '" + c + "' in " + text);
    };
  }
}
