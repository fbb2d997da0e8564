package io.rauta.sources.rules;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression that is compiled when it is first asked. Any thread. */
final class TextPattern {

  private final String text;
  private volatile @Nullable Pattern compiled;

  TextPattern(String text) {
    this.text = text;
  }

  /** Whether it occurs anywhere in a text. */
  boolean isIn(String value) {
    Pattern pattern = compiled;
    if (pattern == null) {
      pattern = Pattern.compile(text);
      compiled = pattern;
    }
    return pattern.matcher(value).find();
  }

  @Override
  public String toString() {
    return text;
  }
}
