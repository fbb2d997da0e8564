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
    lexer.tokens.add(new CelToken.End());
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
      tokens.add(new CelToken.Constant(string(Escapes.READ)));
    } else if ((c == 'r' || c == 'R') && at + 1 < text.length() && isQuote(text.charAt(at + 1))) {
      at++;
      tokens.add(new CelToken.Constant(string(Escapes.KEPT)));
    } else if (isNamePart(c)) {
      int begin = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      tokens.add(new CelToken.Name(text.substring(begin, at)));
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
    String two = text.substring(at, Math.min(at + 2, text.length()));
    if (LONG_SIGNS.contains(two)) {
      tokens.add(new CelToken.Sign(two));
      at += 2;
    } else if (SHORT_SIGNS.indexOf(c) >= 0) {
      tokens.add(new CelToken.Sign(String.valueOf(c)));
      at++;
    } else {
      throw new IllegalArgumentException("'" + c + "' at " + at + " of " + text);
    }
  }

  private void number() {
    int begin = at;
    while (at < text.length() && (isNamePart(text.charAt(at)) || isFraction())) {
      at++;
    }
    String word = text.substring(begin, at);
    tokens.add(
        new CelToken.Constant(
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
      char c = text.charAt(at++);
      value.append(c == '\\' && escapes == Escapes.READ ? escaped() : c);
    }
    at += end.length();
    return value.toString();
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
