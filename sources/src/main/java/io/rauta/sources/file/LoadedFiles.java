package io.rauta.sources.file;

import io.rauta.control.Resources;
import java.nio.file.Path;
import java.util.List;

/**
 * What a set of paths holds at one moment.
 *
 * @param resources all good objects, in order of the paths, file names and documents
 * @param problems what is wrong with the rest, in the same order
 * @param missing paths that were named and do not exist
 */
public record LoadedFiles(Resources resources, List<FileProblem> problems, List<Path> missing) {
  public LoadedFiles {
    problems = List.copyOf(problems);
    missing = List.copyOf(missing);
  }
}
