/**
 * Scripted origins and raw clients for tests of any module.
 *
 * <p>{@link ScriptedOrigin} plays a script per connection, {@link RawClient} says exact bytes to a
 * server, {@link FullAcceptQueue} never completes a handshake. All judge what they read with {@link
 * MessageReader}, a strict parser that shares no code with the product.
 */
@NullMarked
package io.rauta.origins;

import org.jspecify.annotations.NullMarked;
