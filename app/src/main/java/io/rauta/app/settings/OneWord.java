package io.rauta.app.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The format of values that are one word.
 *
 * @param label what stands for a value in help texts
 * @param allowed what is allowed
 * @param reader reads a word; empty when it is not allowed
 * @param printer the reverse
 */
record OneWord<T>(
    String label, String allowed, Function<String, Optional<T>> reader, Function<T, String> printer)
    implements Format<T> {

  @Override
  public Optional<T> parse(List<String> words) {
    return words.size() == 1 ? reader.apply(words.getFirst()) : Optional.empty();
  }

  @Override
  public List<String> words(String text) {
    return List.of(text);
  }

  @Override
  public boolean isList() {
    return false;
  }

  @Override
  public String print(T value) {
    return printer.apply(value);
  }
}
