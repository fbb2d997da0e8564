package io.rauta.sources.kubernetes.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rauta.control.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest version of each object: what the watch shows, or what the API server has answered to a
 * request of ours before the watch catches up. Owned by the writer's thread.
 */
final class NewestObjects {

  private final KnownObjects known;
  private final KubernetesSerialization json;
  private final Map<ObjectRef, View> answered = new HashMap<>();

  NewestObjects(KnownObjects known, KubernetesSerialization json) {
    this.known = known;
    this.json = json;
  }

  /** The newest version; empty if there is no such object. */
  Optional<View> find(ObjectRef ref) {
    Optional<View> watched = known.find(ref).map(this::view);
    View answer = answered.get(ref);
    if (answer == null) {
      return watched;
    }
    if (watched.isPresent() && watched.get().isAsNewAs(answer)) {
      if (!watched.get().resourceVersion().equals(answer.resourceVersion())) {
        answered.remove(ref);
        return watched;
      }
    }
    return Optional.of(answer);
  }

  /** The API server has answered with an object. */
  void answered(ObjectRef ref, Map<String, Object> object) {
    answered.put(ref, new View(object, true));
  }

  /** The API server has said that there is no such object. */
  void gone(ObjectRef ref) {
    answered.remove(ref);
  }

  /**
   * The watch shows another version of an object, or none any more.
   *
   * @return whether it may be of interest: nothing is said of most Services and EndpointSlices
   */
  boolean changed(WrittenKind kind, ObjectRef ref) {
    Optional<HasMetadata> watched = known.find(ref);
    View answer = answered.get(ref);
    boolean overtaken =
        answer != null && watched.filter(object -> !view(object).isAsNewAs(answer)).isEmpty();
    if (overtaken) {
      answered.remove(ref);
    }
    return answer != null
        || !kind.isWhole()
        || watched.isEmpty()
        || watched.filter(NewestObjects::isMarked).isPresent();
  }

  /** Whether some controller like ours made an object. */
  private static boolean isMarked(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(WholeObjects.CONTROLLER);
  }

  /** All objects of a kind that are watched. */
  List<ObjectRef> all(WrittenKind kind) {
    List<ObjectRef> refs = new ArrayList<>();
    for (HasMetadata object : known.all(kind.kind())) {
      if (!kind.isWhole() || isMarked(object)) {
        refs.add(Refs.of(kind, object));
      }
    }
    return refs;
  }

  /** Forgets all answers. */
  void clear() {
    answered.clear();
  }

  @SuppressWarnings("unchecked") // the keys of an object of JSON are strings
  private View view(HasMetadata object) {
    return new View(json.unmarshal(json.asJson(object), Map.class), false);
  }
}
