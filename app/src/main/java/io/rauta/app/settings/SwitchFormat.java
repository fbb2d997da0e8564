package io.rauta.app.settings;

import io.rauta.app.settings.choice.Switch;
import java.util.List;
import java.util.Optional;

/** The format of what is wanted or not. As a flag it needs no value. */
record SwitchFormat() implements Format<Switch> {

  @Override
  public String label() {
    return "";
  }

  @Override
  public String allowed() {
    return "true or false";
  }

  @Override
  public Optional<Switch> parse(List<String> words) {
    if (words.size() != 1) {
      return Optional.empty();
    }
    return switch (words.getFirst()) {
      case "true" -> Optional.of(Switch.ON);
      case "false" -> Optional.of(Switch.OFF);
      default -> Optional.empty();
    };
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
  public String print(Switch value) {
    return switch (value) {
      case ON -> "true";
      case OFF -> "false";
    };
  }
}
