package io.rauta.sources.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses one expression by descending through the levels of precedence. Used once, by one thread;
 * what it does not know is an {@link IllegalArgumentException}.
 */
final class CelParser {

  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "package",
          "return",
          "var",
          "void",
          "while");

  private final String text;
  private final List<CelToken> tokens;
  private int at;

  private CelParser(String text) {
    this.text = text;
    tokens = CelLexer.tokens(text);
  }

  static CelExpr parse(String text) {
    CelParser parser = new CelParser(text);
    CelExpr expr = parser.expression();
    if (parser.tokens.get(parser.at).kind() != CelToken.Kind.END) {
      throw parser.unexpected();
    }
    return expr;
  }

  private CelExpr expression() {
    if (tokens.get(at).isConstant() && tokens.get(at + 1).endsExpression()) {
      return new CelExpr.Constant(tokens.get(at++).value()); // nearly all there is in JSON
    }
    CelExpr condition = or();
    if (!take("?")) {
      return condition;
    }
    CelExpr then = or();
    need(":");
    return new CelExpr.Conditional(condition, then, expression());
  }

  private CelExpr or() {
    CelExpr left = and();
    while (take("||")) {
      left = new CelExpr.Either(left, and(), true);
    }
    return left;
  }

  private CelExpr and() {
    CelExpr left = relation();
    while (take("&&")) {
      left = new CelExpr.Either(left, relation(), false);
    }
    return left;
  }

  private CelExpr relation() {
    CelExpr left = sum();
    for (var sign = operator(); sign.filter(CelOperator::isRelation).isPresent(); ) {
      at++;
      left = new CelExpr.Binary(sign.get(), left, sum());
      sign = operator();
    }
    return left;
  }

  private CelExpr sum() {
    CelExpr left = product();
    for (var sign = operator(); sign.filter(CelOperator::isSum).isPresent(); ) {
      at++;
      left = new CelExpr.Binary(sign.get(), left, product());
      sign = operator();
    }
    return left;
  }

  private CelExpr product() {
    CelExpr left = unary();
    for (var sign = operator(); sign.filter(CelOperator::isProduct).isPresent(); ) {
      at++;
      left = new CelExpr.Binary(sign.get(), left, unary());
      sign = operator();
    }
    return left;
  }

  private CelExpr unary() {
    if (take("!")) {
      return new CelExpr.Not(unary());
    }
    if (take("-")) {
      return new CelExpr.Minus(unary());
    }
    return member();
  }

  private CelExpr member() {
    CelExpr of = primary();
    while (true) {
      if (take(".")) {
        String name = name();
        of = take("(") ? method(of, name) : new CelExpr.Select(of, CelNames.unescape(name));
      } else if (take("[")) {
        of = new CelExpr.Index(of, expression());
        need("]");
      } else {
        return of;
      }
    }
  }

  private CelExpr method(CelExpr of, String name) {
    Optional<CelMacro> macro = CelMacro.of(name);
    if (macro.isPresent()) {
      String variable = name();
      need(",");
      CelExpr body = expression();
      need(")");
      return new CelExpr.Each(macro.get(), of, variable, body);
    }
    List<CelExpr> arguments = new ArrayList<>();
    arguments.add(of);
    arguments.addAll(list(")"));
    return call(CelFunction.method(name, arguments.size()), arguments, name);
  }

  private CelExpr primary() {
    CelToken token = tokens.get(at++);
    switch (token.kind()) {
      case CONSTANT -> {
        return new CelExpr.Constant(token.value());
      }
      case NAME -> {
        return named(token.text());
      }
      case SIGN -> {
        if (token.text().equals("(")) {
          CelExpr inner = expression();
          need(")");
          return inner;
        }
        if (token.text().equals("[")) {
          return new CelExpr.Items(list("]"));
        }
        if (token.text().equals("{")) {
          return entries();
        }
      }
      case END -> {}
    }
    at--;
    throw unexpected();
  }

  private CelExpr named(String name) {
    switch (name) {
      case "true", "false" -> {
        return new CelExpr.Constant(name.equals("true"));
      }
      case "null" -> {
        return new CelExpr.Constant(CelNull.NULL);
      }
      default -> {
        if (RESERVED.contains(name)) {
          at--;
          throw unexpected();
        }
      }
    }
    if (!take("(")) {
      return new CelExpr.Variable(name);
    }
    List<CelExpr> arguments = list(")");
    if (name.equals("has")) {
      if (arguments.size() == 1
          && arguments.getFirst() instanceof CelExpr.Select(var of, var field)) {
        return new CelExpr.Has(of, field);
      }
      throw unexpected();
    }
    return call(CelFunction.global(name, arguments.size()), arguments, name);
  }

  private CelExpr call(Optional<CelFunction> function, List<CelExpr> arguments, String name) {
    if (function.isEmpty()) {
      throw new IllegalArgumentException("function '" + name + "' in " + text);
    }
    return function.get() == CelFunction.MATCHES
            && arguments.getLast() instanceof CelExpr.Constant(String pattern)
        ? new CelExpr.Matches(arguments.getFirst(), pattern(pattern))
        : new CelExpr.Call(function.get(), arguments);
  }

  private Pattern pattern(String written) {
    try {
      return Pattern.compile(written);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage() + " in " + text, e);
    }
  }

  private List<CelExpr> list(String end) {
    List<CelExpr> items = new ArrayList<>();
    while (!take(end)) {
      items.add(expression());
      if (!isAt(end)) {
        need(",");
      }
    }
    return items;
  }

  private CelExpr entries() {
    List<CelExpr.Entry> entries = new ArrayList<>();
    while (!take("}")) {
      CelExpr key = expression();
      need(":");
      entries.add(new CelExpr.Entry(key, expression()));
      if (!isAt("}")) {
        need(",");
      }
    }
    return new CelExpr.Entries(entries);
  }

  private Optional<CelOperator> operator() {
    return CelOperator.of(tokens.get(at).text());
  }

  private String name() {
    CelToken token = tokens.get(at);
    if (token.kind() != CelToken.Kind.NAME) {
      throw unexpected();
    }
    at++;
    return token.text();
  }

  private boolean isAt(String sign) {
    return tokens.get(at).isSign(sign);
  }

  private boolean take(String sign) {
    if (isAt(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void need(String sign) {
    if (!take(sign)) {
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    CelToken token = tokens.get(at);
    return new IllegalArgumentException(
        token.kind() + " " + token.value() + " is not expected in " + text);
  }
}
