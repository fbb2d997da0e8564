package io.rauta.sources.yaml;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a word without quotes stands for, as {@code kubectl} reads it: YAML 1.1, so that {@code on}
 * and {@code y} are true and {@code 010} is eight. A file that is read differently here than there
 * would mean two things. Stateless.
 */
final class PlainWords {

  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NOT_FINITE =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");

  private static final String NUMBER_STARTS = "0123456789+-.";
  private static final Pattern DECIMAL =
      Pattern.compile("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$");

  /** Whole numbers below this are written without an exponent, and so are integers to the API. */
  private static final double MAX_WHOLE = 1e21;

  /** Characters of a number, more than any value that is allowed has. */
  private static final int MAX_NUMBER = 40;

  private PlainWords() {}

  /**
   * The value of a word.
   *
   * @return a String, Boolean, BigInteger, Double, or null
   * @throws NumberFormatException if it is a number that nothing could hold
   */
  static @Nullable Object value(String word) {
    if (NULL.contains(word)) {
      return null;
    }
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    if (NOT_FINITE.contains(word)) {
      throw new NumberFormatException("not finite");
    }
    return NUMBER_STARTS.indexOf(word.charAt(0)) >= 0 ? number(word) : word;
  }

  /** The number that a word is; the word itself if it is none. */
  private static Object number(String word) {
    String digits = word.charAt(0) == '.' ? word : word.replace("_", "");
    boolean signed = digits.startsWith("-") || digits.startsWith("+");
    String magnitude = signed ? digits.substring(1) : digits;
    int radix = radix(magnitude);
    String ownDigits = radix == 10 ? magnitude : magnitude.substring(prefix(magnitude));
    if (isInteger(ownDigits, radix)) {
      BigInteger value = new BigInteger(bounded(ownDigits), radix);
      return digits.startsWith("-") ? value.negate() : value;
    }
    return DECIMAL.matcher(digits).matches() ? decimal(digits) : word;
  }

  private static int radix(String magnitude) {
    if (magnitude.length() < 2 || magnitude.charAt(0) != '0') {
      return 10;
    }
    return switch (magnitude.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  /** How many characters say that a number is not decimal. */
  private static int prefix(String magnitude) {
    return Character.isLetter(magnitude.charAt(1)) ? 2 : 1;
  }

  private static boolean isInteger(String digits, int radix) {
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
  }

  private static Object decimal(String digits) {
    double value = Double.parseDouble(bounded(digits));
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("too large");
    }
    return value == Math.rint(value) && Math.abs(value) < MAX_WHOLE
        ? (Object) new BigDecimal(value).toBigInteger()
        : (Object) value;
  }

  /** Reading a number costs more than its length. */
  private static String bounded(String number) {
    if (number.length() > MAX_NUMBER) {
      throw new NumberFormatException("too long");
    }
    return number;
  }
}
