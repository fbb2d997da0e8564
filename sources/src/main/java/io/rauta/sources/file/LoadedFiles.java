package io.rauta.sources.file;

import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a set of paths holds at one moment.
 *
 * @param resources all good objects, in order of the paths, file names and documents
 * @param problems what is wrong with the rest, in the same order
 * @param missing paths that were named and do not exist
 * @param places where each good object starts
 * @param files how many files were read
 */
public record LoadedFiles(
    Resources resources,
    List<FileProblem> problems,
    List<Path> missing,
    Map<ObjectRef, FilePlace> places,
    int files) {
  public LoadedFiles {
    problems = List.copyOf(problems);
    missing = List.copyOf(missing);
    places = Map.copyOf(places);
  }
}
