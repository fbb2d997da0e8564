package io.rauta.sources.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rauta.control.ObjectKey;
import io.rauta.sources.kubernetes.json.ModelJson;
import io.rauta.sources.kubernetes.watch.ApiFailure.Cause;
import io.rauta.sources.kubernetes.watch.ObjectDecoder.Event;
import io.rauta.sources.kubernetes.watch.ObjectStore.Change;
import io.rauta.sources.kubernetes.watch.WatchState.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Follows all objects of one kind: asks for a list, then watches from there; goes on where it was
 * when the connection ends, and begins anew when the server has forgotten that place. A list
 * replaces all that is known, so that what was deleted meanwhile is gone.
 *
 * <p>Everything happens on one thread of its own, which {@link #run} is; {@link #state} and {@link
 * #store} may be read by any, and {@link #wake} and {@link #close} called.
 */
final class KindWatch<T extends HasMetadata> implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("kubernetes");
  private static final int PAGE = 500;

  /**
   * Watches end by themselves after this and up to twice of it, so that they do not all at once.
   */
  private static final int WATCH_SECONDS = 240;

  private final WatchedKind<T> kind;
  private final Surroundings with;
  private final ObjectStore<T> store;
  private final ObjectDecoder<T> decoder;
  private final BooleanSupplier defined;
  private final ChangeListener listener;
  private final Pause pause = new Pause();
  private final Backoff backoff;

  private int apiVersion;
  private String position = "";
  private Phase phase = Phase.BEGINNING;
  private String problem = "";
  private long events;
  private long lists;
  private long connections;
  private long lastEventNanos;
  private volatile WatchState state;
  private volatile boolean closed;
  private volatile @Nullable InputStream open;

  /**
   * What the watches of a server have in common.
   *
   * @param requests asks the server
   * @param reachability whether it answers
   * @param json reads what it answers
   * @param nanoClock a monotonic clock
   * @param random for times that must not coincide
   */
  record Surroundings(
      ApiRequests requests,
      Reachability reachability,
      ModelJson json,
      LongSupplier nanoClock,
      RandomGenerator random) {}

  /** Told what a watch has seen, on its thread. */
  interface ChangeListener {

    /** An object is new, different or gone. */
    void changed(String kind, ObjectKey key, Change change);

    /** A list, or what came in one piece, has been taken in; or the watch stands elsewhere now. */
    void settled();
  }

  /**
   * Prepares to watch.
   *
   * @param defined whether the server has a definition of the kind, as far as is known
   * @param listener told of changes
   */
  KindWatch(
      WatchedKind<T> kind, Surroundings with, BooleanSupplier defined, ChangeListener listener) {
    this.kind = kind;
    this.with = with;
    this.defined = defined;
    this.listener = listener;
    this.store = new ObjectStore<>(kind);
    this.decoder = new ObjectDecoder<>(kind, with.json());
    this.backoff = new Backoff(with.random());
    this.lastEventNanos = with.nanoClock().getAsLong();
    this.state = currentState();
  }

  WatchedKind<T> kind() {
    return kind;
  }

  ObjectStore<T> store() {
    return store;
  }

  WatchState state() {
    return state;
  }

  /** Has it look at once, if it waits for its kind to become known or to be allowed. */
  void wake() {
    pause.wake();
  }

  /** Has the thread end. */
  void close() {
    closed = true;
    wake();
    cut();
  }

  /** Ends the connection of a watch that may be dead; it goes on with another one. */
  void cut() {
    InputStream stream = open;
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        LOG.debug("a watch of {} did not close", kind, e);
      }
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        turn();
      }
    } catch (InterruptedException e) {
      LOG.debug("the watch of {} ends", kind);
    }
  }

  private void turn() throws InterruptedException {
    with.reachability().awaitTurn();
    try {
      if (position.isEmpty()) {
        list();
      }
      watch();
    } catch (ApiFailure e) {
      failed(e);
    } catch (IOException | JacksonException e) {
      if (!closed) {
        with.reachability().failed();
        LOG.debug("the watch of {} broke", kind, e);
      }
    } catch (RuntimeException e) {
      with.reachability().answered();
      position = "";
      problem("is not followed because of an internal error: " + e);
      LOG.error("internal error in the watch of {}", kind, e);
      pause.await(backoff.next());
    }
  }

  private void failed(ApiFailure failure) throws InterruptedException {
    if (failure.reason() == Cause.UNREACHABLE) {
      with.reachability().failed();
      problem(failure.message());
      return;
    }
    with.reachability().answered();
    switch (failure.reason()) {
      case FORBIDDEN -> {
        problem(
            "may not be listed and watched; grant get, list and watch on "
                + kind.place().resource()
                + " ("
                + failure.message()
                + ")");
        pause.await(backoff.next());
      }
      case UNKNOWN_KIND -> unknownKind(failure);
      case TOO_OLD -> {
        position = "";
        pause.await(backoff.next());
      }
      case REFUSED, UNREACHABLE -> {
        problem(failure.message());
        pause.await(backoff.next());
      }
    }
  }

  private void unknownKind(ApiFailure failure) throws InterruptedException {
    position = "";
    if (apiVersion + 1 < kind.place().versions().size()) {
      apiVersion++;
      return;
    }
    apiVersion = 0;
    if (kind.place().served() == WatchedKind.Served.ALWAYS || defined.getAsBoolean()) {
      problem(failure.message()); // it is about to be served
      pause.await(backoff.next());
      return;
    }
    store.replace(Map.of(), this::tell);
    settle(Phase.UNKNOWN_KIND, "");
    pause.await(Backoff.LONGEST);
  }

  private void list() throws ApiFailure, IOException, InterruptedException {
    Map<ObjectKey, T> found = new HashMap<>();
    ObjectDecoder.Page page;
    String rest = "";
    do {
      Map<String, String> query = query();
      query.put("limit", Integer.toString(PAGE));
      if (!rest.isEmpty()) {
        query.put("continue", rest);
      }
      try (InputStream body = get(query, kind.listForm())) {
        page = decoder.page(body, found);
      }
      rest = page.rest();
    } while (!rest.isEmpty());
    lists++;
    store.replace(found, this::tell);
    position = page.version();
    settle(Phase.SYNCED, "");
  }

  private void watch() throws ApiFailure, IOException, InterruptedException {
    Map<String, String> query = query();
    query.put("watch", "1");
    query.put("allowWatchBookmarks", "true");
    query.put("resourceVersion", position);
    query.put(
        "timeoutSeconds",
        Integer.toString(with.random().nextInt(WATCH_SECONDS, 2 * WATCH_SECONDS)));
    long before = events;
    try (InputStream body = get(query, kind.watchForm())) {
      connections++;
      open = body;
      settle(Phase.SYNCED, "");
      follow(decoder.events(body));
    } finally {
      open = null;
    }
    if (events == before) {
      pause.await(backoff.next()); // whoever ends it at once would do so again
    }
  }

  private InputStream get(Map<String, String> query, String form)
      throws ApiFailure, InterruptedException {
    String path = kind.place().path(kind.place().versions().get(apiVersion));
    InputStream body = with.requests().get(path, query, form);
    with.reachability().answered();
    return body;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    if (!kind.selector().isEmpty()) {
      query.put("fieldSelector", kind.selector());
    }
    return query;
  }

  private void follow(ObjectDecoder<T>.Events lines) throws ApiFailure {
    for (Optional<Event<T>> next = lines.next(); next.isPresent(); next = lines.next()) {
      switch (next.get()) {
        case Event.Put<T>(ObjectKey key, T object) -> {
          tell(key, store.put(key, object));
          position = object.getMetadata().getResourceVersion();
        }
        case Event.Gone<T>(ObjectKey key, String version) -> {
          tell(key, store.remove(key));
          position = version;
        }
        case Event.Passed<T>(String version) -> position = version.isEmpty() ? position : version;
        case Event.Ended<T>(int code, String message) ->
            throw new ApiFailure(
                code == 410 ? Cause.TOO_OLD : Cause.REFUSED,
                "the server ends the watch: " + message);
      }
      events++;
      lastEventNanos = with.nanoClock().getAsLong();
      backoff.reset();
      state = currentState();
      listener.settled();
    }
  }

  private void tell(ObjectKey key, Change change) {
    if (change != Change.NONE) {
      listener.changed(kind.name(), key, change);
    }
  }

  private void problem(String message) {
    settle(phase, message);
  }

  private void settle(Phase now, String message) {
    phase = now;
    problem = message;
    state = currentState();
    listener.settled();
  }

  private WatchState currentState() {
    return new WatchState(
        kind.name(), phase, problem, store.size(), events, lists, connections, lastEventNanos);
  }
}
