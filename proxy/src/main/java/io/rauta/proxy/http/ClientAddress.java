package io.rauta.proxy.http;

/**
 * Where a request comes from.
 *
 * @param ip the client's address as an ASCII literal; not to be changed
 * @param scheme {@code http} or {@code https} in ASCII; not to be changed
 * @param port the port it was received on
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only, one for each connection
public record ClientAddress(byte[] ip, byte[] scheme, int port) {}
