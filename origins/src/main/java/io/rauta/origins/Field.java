package io.rauta.origins;

/**
 * One field line as received: the name in its original case, the value without the blanks around
 * it.
 */
public record Field(String name, String value) {}
