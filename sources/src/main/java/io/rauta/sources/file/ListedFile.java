package io.rauta.sources.file;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A file among all that the named paths stand for; their order stands for the age of objects.
 *
 * @param position of the named path
 * @param name of the file in the directory that was named, empty when the file itself was
 * @param path the file, in terms of the named path
 */
record ListedFile(int position, String name, Path path) implements Comparable<ListedFile> {

  private static final Comparator<ListedFile> ORDER =
      Comparator.comparingInt(ListedFile::position).thenComparing(ListedFile::name);

  @Override
  public int compareTo(ListedFile other) {
    return ORDER.compare(this, other);
  }
}
