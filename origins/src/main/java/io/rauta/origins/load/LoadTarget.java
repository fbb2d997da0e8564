package io.rauta.origins.load;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one kind of request asks for. {@code /bytes/N} in the path makes the length of the body part
 * of the expectation.
 */
public record LoadTarget(String host, String path) {
  private static final Pattern BYTES = Pattern.compile("/bytes/(\\d+)");

  OptionalLong expectedLength() {
    Matcher matcher = BYTES.matcher(path);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
