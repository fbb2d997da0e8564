package io.rauta.app.process;

import io.rauta.control.ResourceSource;
import io.rauta.control.Resources;
import io.rauta.sources.file.FileProblem;
import io.rauta.sources.file.FileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Where a gateway's objects come from. */
public sealed interface Origin {

  /** Makes the source, and has it report what is wrong with its files. */
  ResourceSource source(Consumer<List<FileProblem>> problems);

  /**
   * Files and directories, followed as they change.
   *
   * @param paths at least one
   */
  record Watched(List<Path> paths) implements Origin {

    /**
     * Makes one.
     *
     * @throws StartFailure if a path does not exist
     */
    public static Watched of(List<Path> paths) throws StartFailure {
      for (Path path : paths) {
        if (!Files.exists(path)) {
          throw new StartFailure(path + ": no such file or directory");
        }
      }
      return new Watched(paths);
    }

    @Override
    public ResourceSource source(Consumer<List<FileProblem>> problems) {
      return new FileSource(paths, problems);
    }
  }

  /**
   * Objects that never change.
   *
   * @param resources all of them
   */
  record Fixed(Resources resources) implements Origin {
    @Override
    public ResourceSource source(Consumer<List<FileProblem>> problems) {
      return new FixedSource(resources);
    }
  }
}
