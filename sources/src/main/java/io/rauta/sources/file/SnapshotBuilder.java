package io.rauta.sources.file;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the objects of all files together. Of two objects with one name the first one counts. Used
 * once, by one thread.
 */
final class SnapshotBuilder {

  private final Map<FileKind, Map<ObjectKey, HasMetadata>> objects = new EnumMap<>(FileKind.class);
  private final Map<ObjectRef, FilePlace> places = new HashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private int files;

  /** Files come in the order that stands for age. */
  void add(Path path, ServedFile file) {
    files++;
    problems.addAll(file.problems());
    for (FileObject object : file.objects()) {
      add(new FilePlace(path, object.line()), object);
    }
  }

  void add(FileProblem problem) {
    problems.add(problem);
  }

  LoadedFiles build(List<Path> missing) {
    Resources resources =
        new Resources(
            all(FileKind.GATEWAY_CLASS),
            all(FileKind.GATEWAY),
            all(FileKind.LISTENER_SET),
            all(FileKind.HTTP_ROUTE),
            all(FileKind.GRPC_ROUTE),
            all(FileKind.REFERENCE_GRANT),
            all(FileKind.BACKEND_TLS_POLICY),
            all(FileKind.BACKEND),
            all(FileKind.SERVICE),
            all(FileKind.ENDPOINT_SLICE),
            all(FileKind.NAMESPACE),
            all(FileKind.SECRET),
            all(FileKind.CONFIG_MAP),
            new ApiServer.Absent());
    return new LoadedFiles(resources, problems, missing, places, files);
  }

  private void add(FilePlace place, FileObject object) {
    FileObject.Id id = object.id();
    ObjectRef ref = new ObjectRef(id.kind().kind(), id.key());
    FilePlace first = places.putIfAbsent(ref, place);
    if (first == null) {
      objects.computeIfAbsent(id.kind(), _ -> new LinkedHashMap<>()).put(id.key(), object.object());
    } else {
      problems.add(
          new FileProblem(
              place.path(),
              place.line(),
              id.kind().kind(),
              id.key().namespace(),
              id.key().name(),
              "metadata.name",
              "is a duplicate of " + first + " and is ignored (each object may stand once)"));
    }
  }

  @SuppressWarnings("unchecked") // FileKind.model() is what the reader made objects of
  private <T extends HasMetadata> Map<ObjectKey, T> all(FileKind kind) {
    return (Map<ObjectKey, T>) objects.getOrDefault(kind, Map.of());
  }
}
