package io.rauta.control.syntax;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an object gives where it may leave out anything. */
public final class Given {

  private Given() {}

  public static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  public static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  public static String text(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  public static long generation(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    Long generation = metadata == null ? null : metadata.getGeneration();
    return generation == null ? 0 : generation;
  }

  public static String creationTimestamp(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    return metadata == null ? "" : text(metadata.getCreationTimestamp());
  }
}
