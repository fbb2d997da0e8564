package io.rauta.control;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind in the order in which they were found. Immutable, so that many snapshots
 * can share it.
 */
public final class ObjectMap<T> extends AbstractMap<ObjectKey, T> {

  private final Map<ObjectKey, T> objects;

  private ObjectMap(Map<ObjectKey, T> objects) {
    this.objects = objects;
  }

  /** A copy of {@code objects}, or they themselves if they are such a copy. */
  public static <T> ObjectMap<T> copyOf(Map<ObjectKey, T> objects) {
    return objects instanceof ObjectMap<T> copy
        ? copy
        : new ObjectMap<>(Collections.unmodifiableMap(new LinkedHashMap<>(objects)));
  }

  @Override
  public @Nullable T get(@Nullable Object key) {
    return objects.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return objects.containsKey(key);
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public Set<ObjectKey> keySet() {
    return objects.keySet();
  }

  @Override
  public Collection<T> values() {
    return objects.values();
  }

  @Override
  public Set<Entry<ObjectKey, T>> entrySet() {
    return objects.entrySet();
  }
}
