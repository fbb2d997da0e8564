package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.call.ApiCall;
import io.rauta.sources.kubernetes.call.ApiCall.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Brings the objects that stand for Gateways to what is wanted. An object is ours if its annotation
 * says so; no other is touched. A second annotation remembers which labels and annotations came
 * from us, so that those go when they are not wanted any more, and others stay. Functions.
 */
final class WholeObjects {

  /** Carries the name of the controller that made an object. */
  static final String CONTROLLER = "gateway.rauta.io/controller";

  private static final String APPLIED = "gateway.rauta.io/applied";
  private static final String LABELS = "labels";
  private static final String ANNOTATIONS = "annotations";
  private static final String METADATA = "metadata";

  private final String controllerName;

  WholeObjects(String controllerName) {
    this.controllerName = controllerName;
  }

  /** Whether an object was made by this controller. */
  boolean isOurs(View view) {
    return controllerName.equals(Json.object(view.metadata().get(ANNOTATIONS)).get(CONTROLLER));
  }

  /** What to do about an object that has to stand there for the Gateway of that uid. */
  Plan plan(ObjectRef ref, WrittenKind kind, WholeWish wish, String uid, Optional<View> present) {
    if (present.isEmpty()) {
      return new Plan.Send(
          new ApiCall(
              Verb.CREATE,
              kind.resource().collection(ref.key().namespace()),
              created(ref, kind, wish, uid)));
    }
    View view = present.get();
    if (!isOurs(view)) {
      return new Plan.Blocked("an object of that name exists and is not ours");
    }
    if (view.metadata().containsKey("deletionTimestamp")) {
      return new Plan.Nothing();
    }
    if (!isOwnedBy(uid, view) || Contents.mustBeMadeAnew(kind, view.object(), wish.content())) {
      return deletion(ref, kind, view);
    }
    Map<String, Object> patch = patch(kind, wish, view);
    if (patch.isEmpty()) {
      return new Plan.Nothing();
    }
    Map<String, Object> metadata = new LinkedHashMap<>(Json.object(patch.get(METADATA)));
    metadata.put("resourceVersion", view.resourceVersion());
    patch.put(METADATA, metadata);
    return new Plan.Send(new ApiCall(Verb.PATCH, kind.resource().path(ref.key()), patch));
  }

  /** What to do about an object that need not stand there. */
  Plan leftover(ObjectRef ref, WrittenKind kind, View view) {
    return isOurs(view) && !view.metadata().containsKey("deletionTimestamp")
        ? deletion(ref, kind, view)
        : new Plan.Nothing();
  }

  private static Plan deletion(ObjectRef ref, WrittenKind kind, View view) {
    return new Plan.Send(
        new ApiCall(
            Verb.DELETE,
            kind.resource().path(ref.key()),
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "preconditions",
                Map.of("uid", view.uid()))));
  }

  private static boolean isOwnedBy(String uid, View view) {
    return Json.objects(view.metadata().get("ownerReferences")).stream()
        .anyMatch(owner -> uid.equals(owner.get("uid")));
  }

  private Map<String, Object> created(ObjectRef ref, WrittenKind kind, WholeWish wish, String uid) {
    Map<String, Object> owner = new LinkedHashMap<>();
    owner.put("apiVersion", WrittenKind.GATEWAY.resource().apiVersion());
    owner.put("kind", WrittenKind.GATEWAY.kind());
    owner.put("name", wish.gateway().name());
    owner.put("uid", uid);
    owner.put("controller", true);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("namespace", ref.key().namespace());
    metadata.put("name", ref.key().name());
    metadata.put(LABELS, wish.labels());
    metadata.put(ANNOTATIONS, annotations(wish));
    metadata.put("ownerReferences", List.of(owner));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", kind.resource().apiVersion());
    object.put("kind", kind.kind());
    object.put(METADATA, metadata);
    object.putAll(wish.content());
    return object;
  }

  private Map<String, Object> patch(WrittenKind kind, WholeWish wish, View view) {
    Map<String, Object> present = Json.object(view.metadata().get(ANNOTATIONS));
    String[] applied = Json.text(present.get(APPLIED)).split(";", -1);
    Map<String, Object> metadata = new LinkedHashMap<>();
    putChanges(
        metadata,
        LABELS,
        Json.object(view.metadata().get(LABELS)),
        wish.labels(),
        applied[0].split(","));
    putChanges(
        metadata,
        ANNOTATIONS,
        present,
        annotations(wish),
        applied.length > 1 ? applied[1].split(",") : new String[0]);
    Map<String, Object> patch =
        new LinkedHashMap<>(Contents.changes(kind, view.object(), wish.content()));
    if (!metadata.isEmpty()) {
      patch.put(METADATA, metadata);
    }
    return patch;
  }

  private static void putChanges(
      Map<String, Object> metadata,
      String field,
      Map<String, Object> present,
      Map<String, String> wanted,
      String[] applied) {
    Map<String, Object> changes = Json.difference(present, Map.copyOf(wanted));
    for (String key : applied) {
      if (present.containsKey(key) && !wanted.containsKey(key)) {
        changes.put(key, ApiCall.NULL);
      }
    }
    if (!changes.isEmpty()) {
      metadata.put(field, changes);
    }
  }

  private Map<String, String> annotations(WholeWish wish) {
    Map<String, String> annotations = new LinkedHashMap<>(wish.annotations());
    annotations.put(CONTROLLER, controllerName);
    annotations.put(
        APPLIED,
        String.join(",", new TreeSet<>(wish.labels().keySet()))
            + ";"
            + String.join(",", new TreeSet<>(wish.annotations().keySet())));
    return annotations;
  }
}
