package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object that is watched: where it is, which of its objects and what of them is kept, and
 * what of them translation reads. Immutable.
 *
 * @param <T> the model class
 */
final class WatchedKind<T extends HasMetadata> {

  private final String name;
  private final Place place;
  private final Class<T> model;
  private final Form form;
  private final String selector;
  private final Predicate<T> wanted;
  private final Consumer<T> trimming;
  private final Function<T, List<@Nullable Object>> input;
  private final BiConsumer<T, T> sharing;

  private WatchedKind(Definition<T> definition) {
    this.name = definition.name;
    this.place = definition.place;
    this.model = definition.model;
    this.form = definition.form;
    this.selector = definition.selector;
    this.wanted = definition.wanted;
    this.trimming = definition.trimming;
    this.input = definition.input;
    this.sharing = definition.sharing;
  }

  /**
   * Where the API has a kind.
   *
   * @param group API group; empty for the core
   * @param versions those that are understood, the best one first
   * @param plural as in paths
   * @param served how the server knows the kind
   */
  record Place(String group, List<String> versions, String plural, Served served) {
    Place {
      versions = List.copyOf(versions);
    }

    /** The path of all objects in a version. */
    String path(String version) {
      return group.isEmpty()
          ? "/api/" + version + "/" + plural
          : "/apis/" + group + "/" + version + "/" + plural;
    }

    /** As roles name it, and definitions. */
    String resource() {
      return group.isEmpty() ? plural : plural + "." + group;
    }
  }

  /** How the server knows a kind. */
  enum Served {
    /** By itself; no server is without it. */
    ALWAYS,
    /** By a CustomResourceDefinition, which may come and go. */
    BY_DEFINITION
  }

  /** In which form objects are asked for. */
  enum Form {
    WHOLE,
    METADATA
  }

  /** What is put together to a kind; what is not set is left as the server has it. */
  static final class Definition<T extends HasMetadata> {

    private final String name;
    private final Place place;
    private final Class<T> model;
    private Form form = Form.WHOLE;
    private String selector = "";
    private Predicate<T> wanted = _ -> true;
    private Consumer<T> trimming = _ -> {};
    private Function<T, List<@Nullable Object>> input = object -> Arrays.asList(object);
    private BiConsumer<T, T> sharing = (_, _) -> {};

    Definition(String name, Class<T> model, Place place) {
      this.name = name;
      this.model = model;
      this.place = place;
    }

    /** Has the server send metadata and nothing else. */
    Definition<T> metadataOnly() {
      form = Form.METADATA;
      return this;
    }

    /** Has the server leave out what does not match a field selector. */
    Definition<T> selecting(String fields) {
      selector = fields;
      return this;
    }

    /** Leaves out objects after they have been read. */
    Definition<T> only(Predicate<T> predicate) {
      wanted = predicate;
      return this;
    }

    /** Takes away from an object what nobody reads. */
    Definition<T> without(Consumer<T> what) {
      trimming = what;
      return this;
    }

    /** Says which parts translation reads, beside metadata. */
    Definition<T> reading(Function<T, List<@Nullable Object>> parts) {
      input = parts;
      return this;
    }

    /** Has a new object take over from the one before what is the same in both, to hold it once. */
    Definition<T> sharing(BiConsumer<T, T> parts) {
      sharing = parts;
      return this;
    }

    WatchedKind<T> kind() {
      return new WatchedKind<>(this);
    }
  }

  String name() {
    return name;
  }

  Place place() {
    return place;
  }

  Class<T> model() {
    return model;
  }

  /** A field selector; empty for all objects. */
  String selector() {
    return selector;
  }

  /** The form in which lists are asked for. */
  String listForm() {
    return form("PartialObjectMetadataList");
  }

  /** The form in which the objects of a watch are asked for. */
  String watchForm() {
    return form("PartialObjectMetadata");
  }

  private String form(String partial) {
    return switch (form) {
      case WHOLE -> "application/json";
      case METADATA -> "application/json;as=" + partial + ";g=meta.k8s.io;v=v1";
    };
  }

  boolean wants(T object) {
    return wanted.test(object);
  }

  /** Takes away what nobody reads. */
  void trim(T object) {
    ObjectMeta metadata = object.getMetadata();
    if (metadata.getAnnotations() != null) {
      metadata.getAnnotations().keySet().removeAll(WatchedKinds.UNREAD_ANNOTATIONS);
    }
    trimming.accept(object);
  }

  /** Whether translation comes to the same with either of two states of an object. */
  boolean readsTheSame(T before, T now) {
    ObjectMeta old = before.getMetadata();
    ObjectMeta young = now.getMetadata();
    return Objects.equals(old.getUid(), young.getUid())
        && Objects.equals(old.getGeneration(), young.getGeneration())
        && Objects.equals(old.getDeletionTimestamp(), young.getDeletionTimestamp())
        && Objects.equals(old.getLabels(), young.getLabels())
        && Objects.equals(old.getAnnotations(), young.getAnnotations())
        && input.apply(before).equals(input.apply(now));
  }

  /** Has {@code now} hold the parts of {@code before} that are the same, which it then shares. */
  void share(T before, T now) {
    sharing.accept(before, now);
  }

  @Override
  public String toString() {
    return name;
  }
}
