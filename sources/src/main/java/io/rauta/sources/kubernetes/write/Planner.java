package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.call.ApiCall;
import io.rauta.sources.kubernetes.call.ApiCall.Verb;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what has to be done about an object, from what is wanted and the newest version that is
 * known. Owned by the writer's thread.
 */
final class Planner {

  /** Stands for all ServiceAccounts of ours, which are not watched: one list tells them. */
  static final ObjectRef ACCOUNTS = new ObjectRef("ServiceAccountList", new ObjectKey("", ""));

  private static final String OUR_ACCOUNTS =
      WrittenKind.SERVICE_ACCOUNT.resource().collection("")
          + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Drauta";

  private final NewestObjects newest;
  private final String controllerName;
  private final InstantSource wallClock;
  private final WholeObjects wholes;
  private final Set<ObjectRef> doubtful = new HashSet<>();
  private boolean accountsAreKnown;

  Planner(NewestObjects newest, String controllerName, InstantSource wallClock) {
    this.newest = newest;
    this.controllerName = controllerName;
    this.wallClock = wallClock;
    this.wholes = new WholeObjects(controllerName);
  }

  /** What is known of an object may be out of date: it is read before it is written. */
  void doubt(ObjectRef ref) {
    doubtful.add(ref);
  }

  /** The API server has answered with an object. */
  void answered(ObjectRef ref, Map<String, Object> object) {
    doubtful.remove(ref);
    newest.answered(ref, object);
  }

  /** The API server has no such object. */
  void gone(ObjectRef ref) {
    doubtful.remove(ref);
    newest.gone(ref);
  }

  /** The API server has listed our ServiceAccounts; gives their names. */
  List<ObjectRef> accounts(Map<String, Object> list) {
    accountsAreKnown = true;
    return Json.objects(list.get("items")).stream()
        .map(
            account -> {
              Map<String, Object> metadata = new View(account, true).metadata();
              ObjectRef ref =
                  WrittenKind.SERVICE_ACCOUNT.ref(
                      new ObjectKey(
                          Json.text(metadata.get("namespace")), Json.text(metadata.get("name"))));
              newest.answered(ref, account);
              return ref;
            })
        .toList();
  }

  /** Forgets all that was answered. */
  void clear() {
    doubtful.clear();
    newest.clear();
    accountsAreKnown = false;
  }

  Plan plan(ObjectRef ref, Wishes wishes) {
    if (ref.equals(ACCOUNTS)) {
      return accountsAreKnown
          ? new Plan.Nothing()
          : new Plan.Send(ApiCall.of(Verb.LIST, OUR_ACCOUNTS));
    }
    Optional<WrittenKind> kind = WrittenKind.of(ref);
    if (kind.isEmpty()) {
      return new Plan.Nothing();
    }
    Plan plan =
        kind.get().isWhole() ? whole(ref, kind.get(), wishes) : status(ref, kind.get(), wishes);
    return switch (plan) {
      case Plan.Nothing nothing -> nothing;
      case Plan.Send send when doubtful.contains(ref) -> read(ref, kind.get());
      case Plan.Send send -> send;
      case Plan.Blocked blocked -> blocked;
    };
  }

  private Plan whole(ObjectRef ref, WrittenKind kind, Wishes wishes) {
    if (kind == WrittenKind.SERVICE_ACCOUNT && !accountsAreKnown) {
      return new Plan.Nothing();
    }
    Optional<WholeWish> wish = wishes.whole(ref);
    Optional<View> view = newest.find(ref);
    if (wish.isEmpty()) {
      return view.map(left -> wholes.leftover(ref, kind, left)).orElseGet(Plan.Nothing::new);
    }
    Optional<View> gateway = newest.find(WrittenKind.GATEWAY.ref(wish.get().gateway()));
    if (gateway.isEmpty() || isAheadOfService(ref, wish.get())) {
      return new Plan.Nothing();
    }
    return wholes.plan(ref, kind, wish.get(), gateway.get().uid(), view);
  }

  private boolean isAheadOfService(ObjectRef ref, WholeWish wish) {
    return !wish.service().isEmpty()
        && newest
            .find(WrittenKind.SERVICE.ref(new ObjectKey(ref.key().namespace(), wish.service())))
            .filter(wholes::isOurs)
            .isEmpty();
  }

  /**
   * A report about another generation says nothing about this version of the object: another one
   * follows, or has been sent already.
   */
  private Plan status(ObjectRef ref, WrittenKind kind, Wishes wishes) {
    Optional<View> view = newest.find(ref);
    if (view.isEmpty()) {
      return new Plan.Nothing();
    }
    return wishes
        .of(kind, ref.key())
        .filter(wish -> wish.generation() == 0 || wish.generation() == view.get().generation())
        .map(wish -> status(ref, kind, view.get(), wish))
        .orElseGet(Plan.Nothing::new);
  }

  private Plan status(ObjectRef ref, WrittenKind kind, View view, Wish wish) {
    StatusMerge merge = new StatusMerge(controllerName, wallClock.instant());
    Map<String, Object> difference =
        Json.difference(view.status(), wish.edit().apply(merge, view.status()));
    if (difference.isEmpty()) {
      return new Plan.Nothing();
    }
    if (!view.exact() && merge.hasForeign(kind, view.status())) {
      return read(ref, kind);
    }
    return new Plan.Send(
        new ApiCall(
            Verb.PATCH,
            kind.resource().path(ref.key()) + "/status",
            Map.of(
                "metadata",
                Map.of("resourceVersion", view.resourceVersion()),
                "status",
                difference)));
  }

  private static Plan read(ObjectRef ref, WrittenKind kind) {
    return new Plan.Send(ApiCall.of(Verb.GET, kind.resource().path(ref.key())));
  }
}
