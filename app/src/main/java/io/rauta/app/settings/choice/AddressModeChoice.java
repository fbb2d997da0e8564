package io.rauta.app.settings.choice;

/** How Gateways come by their addresses. */
public enum AddressModeChoice {
  HOST,
  POOL,
  SERVICE
}
