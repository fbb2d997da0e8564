package io.rauta.sources.rules;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression that is compiled when it is first asked. Any thread. */
final class TextPattern {

  private final String text;
  private volatile @Nullable Pattern compiled;

  /** The last text in which it was found: most fields hold the same in all objects. */
  private volatile @Nullable String lastFound;

  TextPattern(String text) {
    this.text = text;
  }

  /** Whether it occurs anywhere in a text. */
  boolean isIn(String value) {
    if (value.equals(lastFound)) {
      return true;
    }
    Pattern pattern = compiled;
    if (pattern == null) {
      pattern = Pattern.compile(text);
      compiled = pattern;
    }
    boolean found = pattern.matcher(value).find();
    if (found) {
      lastFound = value;
    }
    return found;
  }

  @Override
  public String toString() {
    return text;
  }
}
