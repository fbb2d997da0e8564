package io.rauta.app.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The format of a list of files and directories; colons separate them where it is one text. */
record PathList() implements Format<List<Path>> {

  @Override
  public String label() {
    return "PATH";
  }

  @Override
  public String allowed() {
    return "paths of files and directories";
  }

  @Override
  public Optional<List<Path>> parse(List<String> words) {
    if (words.isEmpty() || words.contains("")) {
      return Optional.empty();
    }
    try {
      return Optional.of(words.stream().map(Path::of).toList());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> words(String text) {
    return Stream.of(text.split(":", -1)).toList();
  }

  @Override
  public boolean isList() {
    return true;
  }

  @Override
  public String print(List<Path> value) {
    return value.stream().map(Path::toString).collect(Collectors.joining(":"));
  }
}
