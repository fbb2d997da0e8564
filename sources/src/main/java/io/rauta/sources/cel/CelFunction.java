package io.rauta.sources.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.rauta.control.syntax.IpLiterals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The functions that are supported, of the language and of Kubernetes. */
enum CelFunction {
  SIZE("size", Form.BOTH, 1) {
    @Override
    Object apply(List<Object> arguments) {
      return CelValues.size(arguments.getFirst());
    }
  },
  MATCHES("matches", Form.BOTH, 2) {
    @Override
    Object apply(List<Object> arguments) {
      try {
        return Pattern.compile(text(arguments, 1)).matcher(text(arguments, 0)).find();
      } catch (PatternSyntaxException e) {
        throw new CelFailure("no pattern: " + e.getDescription());
      }
    }
  },
  CONTAINS("contains", Form.METHOD, 2) {
    @Override
    Object apply(List<Object> arguments) {
      return text(arguments, 0).contains(text(arguments, 1));
    }
  },
  STARTS_WITH("startsWith", Form.METHOD, 2) {
    @Override
    Object apply(List<Object> arguments) {
      return text(arguments, 0).startsWith(text(arguments, 1));
    }
  },
  ENDS_WITH("endsWith", Form.METHOD, 2) {
    @Override
    Object apply(List<Object> arguments) {
      return text(arguments, 0).endsWith(text(arguments, 1));
    }
  },
  SPLIT("split", Form.METHOD, 2) {
    @Override
    Object apply(List<Object> arguments) {
      String text = text(arguments, 0);
      String separator = text(arguments, 1);
      if (separator.isEmpty()) {
        throw new CelFailure("split by nothing");
      }
      List<Object> parts = new ArrayList<>();
      int begin = 0;
      for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
        parts.add(text.substring(begin, end));
        begin = end + separator.length();
      }
      parts.add(text.substring(begin));
      return parts;
    }
  },
  SUBSTRING_FROM("substring", Form.METHOD, 2) {
    @Override
    Object apply(List<Object> arguments) {
      String text = text(arguments, 0);
      int begin = CelValues.number(arguments.get(1));
      if (begin < 0 || begin > text.codePointCount(0, text.length())) {
        throw new CelFailure("index out of range: " + begin);
      }
      return text.substring(text.offsetByCodePoints(0, begin));
    }
  },
  DURATION("duration", Form.GLOBAL, 1) {
    @Override
    Object apply(List<Object> arguments) {
      return CelDurations.parse(text(arguments, 0));
    }
  },
  IS_IP("isIP", Form.GLOBAL, 1) {
    @Override
    Object apply(List<Object> arguments) {
      // Neither zones nor IPv4 addresses in the clothes of IPv6 count.
      return IpLiterals.parse(text(arguments, 0))
          .filter(address -> !address.matches("::ffff:[0-9a-f]+:[0-9a-f]+"))
          .isPresent();
    }
  };

  /** How a function may be written. */
  private enum Form {
    GLOBAL,
    METHOD,
    BOTH
  }

  private final String text;
  private final Form form;
  private final int arguments;

  CelFunction(String text, Form form, int arguments) {
    this.text = text;
    this.form = form;
    this.arguments = arguments;
  }

  /** What {@code name(...)} calls. */
  static Optional<CelFunction> global(String name, int arguments) {
    return find(name, arguments, Form.METHOD);
  }

  /**
   * What {@code a.name(...)} calls.
   *
   * @param arguments how many there are, with {@code a}
   */
  static Optional<CelFunction> method(String name, int arguments) {
    return find(name, arguments, Form.GLOBAL);
  }

  private static Optional<CelFunction> find(String name, int arguments, Form but) {
    return Arrays.stream(values())
        .filter(function -> function.text.equals(name) && function.arguments == arguments)
        .filter(function -> function.form != but)
        .findFirst();
  }

  abstract Object apply(List<Object> arguments);

  private static String text(List<Object> arguments, int index) {
    return CelValues.text(arguments.get(index));
  }
}
