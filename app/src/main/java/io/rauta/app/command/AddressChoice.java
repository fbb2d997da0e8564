package io.rauta.app.command;

import io.rauta.app.settings.ClusterCatalogue;
import io.rauta.app.settings.Settings;
import io.rauta.app.settings.choice.AddressModeChoice;
import io.rauta.app.settings.choice.Switch;
import java.util.Optional;

/** Which settings of addresses go together. */
final class AddressChoice {

  private AddressChoice() {}

  /** What does not go together, for a person; empty if all does. */
  static Optional<String> mismatch(Settings settings) {
    AddressModeChoice mode = settings.get(ClusterCatalogue.ADDRESS_MODE);
    boolean pool = settings.find(ClusterCatalogue.ADDRESS_POOL).isPresent();
    if (mode == AddressModeChoice.POOL && !pool) {
      return Optional.of(
          settings.origin(ClusterCatalogue.ADDRESS_MODE).orElseThrow()
              + " is pool, which needs --address-pool");
    }
    if (mode != AddressModeChoice.POOL && pool) {
      return Optional.of(
          settings.origin(ClusterCatalogue.ADDRESS_POOL).orElseThrow()
              + " needs --address-mode pool");
    }
    return mode == AddressModeChoice.SERVICE
            && settings.get(ClusterCatalogue.KUBERNETES) == Switch.OFF
        ? Optional.of(
            settings.origin(ClusterCatalogue.ADDRESS_MODE).orElseThrow()
                + " is service, which needs --kubernetes")
        : Optional.empty();
  }
}
