package io.rauta.app.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The value of every setting. Immutable. */
public final class Settings {

  private final Map<Setting<?>, Given<?>> given;

  Settings(Map<Setting<?>, Given<?>> given) {
    this.given = new HashMap<>(given);
  }

  /** Every setting at its default. */
  public static Settings defaults() {
    return new Settings(Map.of());
  }

  /**
   * A value that was written somewhere.
   *
   * @param value what
   * @param origin where
   */
  record Given<T>(T value, Origin origin) {}

  /** The value of a setting that has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalArgumentException(setting + " has no default"));
  }

  /** The value of a setting; empty when it was not set and has no default. */
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<T> value = given(setting).map(Given::value);
    return value.isPresent() ? value : setting.defaultValue(() -> get(ClusterCatalogue.KUBERNETES));
  }

  /** Where a setting was set; empty when its default holds. */
  public Optional<Origin> origin(Setting<?> setting) {
    return given(setting).map(Given::origin);
  }

  /** The same settings but for one, as if a flag had set it. */
  public <T> Settings with(Setting<T> setting, T value) {
    Settings changed = new Settings(given);
    changed.given.put(setting, new Given<>(value, new Origin.Flag(setting.flag())));
    return changed;
  }

  @SuppressWarnings("unchecked") // the reader stores under a setting only what its format read
  private <T> Optional<Given<T>> given(Setting<T> setting) {
    return Optional.ofNullable((Given<T>) given.get(setting));
  }
}
