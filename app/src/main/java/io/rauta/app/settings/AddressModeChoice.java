package io.rauta.app.settings;

/** How Gateways come by their addresses. */
public enum AddressModeChoice {
  HOST,
  POOL,
  SERVICE
}
